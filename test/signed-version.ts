import { z } from 'zod'
import type { Clause, InstructionFile } from '../contracts/instruction.ts'
import { demoPassword } from '../db/seed/exempelby/people.ts'
import { createDraft, putDueInForce } from '../server/domain/instruction/index.ts'
import type { Party } from '../server/domain/instruction/party-key.ts'
import { proposeVersion } from '../server/domain/instruction/propose-version.ts'
import { readVersionDiff } from '../server/domain/instruction/read-version.ts'
import { type Signing, signVersion } from '../server/domain/instruction/sign-version.ts'
import { publishNotice } from '../server/domain/publication/index.ts'
import { stepUp } from '../server/domain/staff/index.ts'
import { sql } from '../server/platform/db.ts'
import { openSeal } from '../server/platform/seal.ts'
import { exempelbyFiles } from './exempelby-rules.ts'
import type { World } from './world.ts'

/** A version of a board's instruction, written, proposed, signed by both and put in force with the product's own verbs. */

/** Who signs for whom in Exempelby. */
const signers = { stadsbyggnadsnamnden: 'bodil', 'tekniska-namnden': 'maj', kommunstyrelsen: 'vera' } as const
type SigningBoard = keyof typeof signers
export const manager = 'axel'

/** The board's file as it is seeded, with some of its clauses changed. */
export function fileOfBoard(
  board: string,
  change: (clauses: Clause[]) => Clause[] = (clauses) => clauses,
  given: Partial<InstructionFile> = {},
) {
  const found = exempelbyFiles.find((file) => file.board === board)
  if (!found) throw new Error(`Exempelby has no board ${board}`)
  return { ...found, ...given, clauses: change(structuredClone(found.clauses)) }
}

/** The first clause with another wording: nothing that a wall reads has changed. */
export const reworded = ([first, ...rest]: Clause[]): Clause[] =>
  first ? [{ ...first, text: `${first.text} Lika som förut.` }, ...rest] : rest

export async function signingOf(w: World, person: string, party: Party, given: Partial<Signing> = {}): Promise<Signing> {
  const actor = await w.actor(person)
  const proof = await stepUp((work) => w.db.as(actor, work), demoPassword)
  return { party, paragraph: '§ 12', date: '2026-11-20', proof, detached: null, seal: openSeal(w.settings, 'signing-kek'), ...given }
}

/** @returns the version's id */
export async function proposed(w: World, board: SigningBoard, file: InstructionFile): Promise<string> {
  return w.as(signers[board], async (tx) => {
    const id = await createDraft(tx, { board, file })
    await proposeVersion(tx, id)
    return id
  })
}

export async function signed(
  w: World,
  id: string,
  person: string,
  party: Party,
  given: Partial<Signing> & { shown?: string } = {},
): Promise<void> {
  const shown = given.shown ?? (await w.as(person, (tx) => readVersionDiff(tx, id, undefined))).hash
  const signing = await signingOf(w, person, party, given)
  await w.as(person, (tx) => signVersion(tx, id, { ...signing, shown }))
}

export async function accepted(w: World, board: SigningBoard, file: InstructionFile): Promise<string> {
  const id = await proposed(w, board, file)
  await signed(w, id, signers[board], 'board')
  await signed(w, id, manager, 'contact-centre')
  return id
}

/** What the worker does every minute, and when the last signature is given. */
export const workerActs = (w: World) => putDueInForce({ db: w.db }, publishNotice)

export async function inForce(w: World, board: SigningBoard, file: InstructionFile): Promise<string> {
  const id = await accepted(w, board, file)
  await workerActs(w)
  return id
}

export const stateOf = async (w: World, id: string): Promise<string> =>
  (await w.owner((tx) => tx.one(z.object({ state: z.string() }), sql`select state from instruction_version where uid = ${id}`))).state
