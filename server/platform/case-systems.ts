/**
 * Boards' own systems, asked for how a matter stands: handed to routes as files are, so that a verb never reaches the network. What asks is in
 * `server/connector/case-system/`.
 */
export type CaseSystems = {
  /** The systems that may be asked, for which kinds of matter, who outside the municipality runs them (X5), and what is to be read first (A24). */
  started: readonly { system: string; kinds: readonly string[]; subProcessor?: string | undefined; briefing: Briefing }[]
  status(question: StatusQuestion): Promise<StatusAnswer>
  /** A keyed hash: the same reference gives the same, and without the key nothing says which it was. */
  hashOf(reference: string): Buffer
}

/** A24: who answers for the system at the administration, how data may be fetched from it, and when that is looked at again. `version` follows the words. */
export type Briefing = { owner: string; text: string; reviewBy: string; version: string }

/** `lookUpId`: the id of our trace, which the other side's log can name (T12). */
export type StatusQuestion = { system: string; kind: string; reference: string; lookUpId: string }

export type StatusAnswer =
  | {
      outcome: 'found'
      state: string
      fields: Readonly<Record<string, string>>
      secrecyTags: readonly string[]
      source: string
      at: string
    }
  | { outcome: 'not-found' | 'not-available' }
