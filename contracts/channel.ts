import type { RightsKind } from './rights.ts'

/**
 * The shape every channel has. A channel turns what came from outside into an IncomingMessage and sends OutgoingMessages; nothing else
 * about e-mail, forms or chats is known further in. Bytes live in the sealed file store, never in these values' owners.
 */

export type Address = { name: string | null; email: string }

export type IncomingFile = {
  name: string
  mediaType: string
  bytes: Uint8Array
  /** For pictures inside the text (`cid:`); null for ordinary attachments. */
  contentId: string | null
}

/** What a channel has read out of the raw bytes. All text is untrusted and already bounded in length. */
export type IncomingMessage = {
  from: Address | null
  /** What the sender calls themselves where that comes without an address, as in a form. */
  name?: string | null
  /** Given by the sender in a form or in a signature the channel understands; null = not given. Never guessed. */
  phone: string | null
  subject: string
  /** Plain text, LF line ends. Always there; made from the HTML when the message had only that. */
  text: string
  /** Sanitised HTML without scripts, remote addresses or forms; null when there was none. */
  html: string | null
  files: readonly IncomingFile[]
  /** The sender's own id (Message-ID), for threading; null when the channel has none. */
  messageId: string | null
  /** The unguessable reply token found in a plus address or in our own Message-ID that the message answers; null = none. */
  replyToken: string | null
  /** RFC 3834: an automatic message is never answered automatically. */
  automatic: boolean
  /** The sender chose to be anonymous (form); a mail can't be, on arrival (design §8). */
  anonymous: boolean
  /** Chosen by the sender in a form; null = let the centre route it. */
  propertyDesignation: string | null
  address: string | null
  /** Version of the privacy notice that was shown when the data was collected (B1); null where the channel can't show one: then it is the one that was published when the message came. */
  noticeVersion: string | null
  /** The board and the kind of matter that it was written to, as in an application (A34); left out = the centre routes it (B2). */
  matter?: { board: string; caseType: string } | null
  /** The sender said that it is a request, of this kind; `leads`: case numbers and codes that were given for it. */
  rights?: { kind: RightsKind; leads: readonly string[] } | null
}

/** A message that can't be read safely: kept in quarantine with a reason, never lost, and the channel goes on. */
export type Unreadable = { quarantine: 'too-large' | 'too-many-parts' | 'too-deep' | 'malformed' | 'bounce-loop'; detail: string }

export type OutgoingMessage = {
  id: string
  to: Address
  subject: string
  text: string
  /** Goes into Reply-To as a plus address and into our Message-ID; finds the case again together with a matching sender. */
  replyToken: string
  inReplyTo: string | null
  references: readonly string[]
  automatic: boolean
}

/** What the channel's server said. `again`: try later; `never`: a person must look. */
export type Sent = { outcome: 'accepted'; response: string } | { outcome: 'again' | 'never'; response: string }
