import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { type Actor, sql } from '../../platform/db.ts'
import type { Call, Handlers, Read } from '../../platform/http.ts'
import { openSeal } from '../../platform/seal.ts'
import { record } from '../audit/index.ts'
import { stepUp } from '../staff/index.ts'
import { liftStop } from './lift-stop.ts'
import { listVersions } from './list-versions.ts'
import { bringKey, type Party } from './party-key.ts'
import { proposeVersion } from './propose-version.ts'
import { readVersion, readVersionDiff } from './read-version.ts'
import { returnVersion } from './return-version.ts'
import { reviewInstruction } from './review-instruction.ts'
import { type Signing, signEnding, signVersion } from './sign-version.ts'
import { stopInstruction } from './stop-instruction.ts'

type Names =
  | 'listVersions'
  | 'readVersion'
  | 'readVersionDiff'
  | 'proposeVersion'
  | 'approveVersion'
  | 'acceptVersion'
  | 'returnVersion'
  | 'endVersion'
  | 'stopInstruction'
  | 'liftStop'
  | 'acknowledgeLift'
  | 'reviewInstruction'
  | 'bringKey'

export const versionRoutes: Pick<Handlers, Names> = {
  listVersions: ({ params }, { app, actor }) => app.db.as(actor, (tx) => listVersions(tx, params.board)),
  readVersion: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readVersion(tx, params.id, lang)),
  readVersionDiff: ({ params, query }, { app, actor }) => app.db.as(actor, (tx) => readVersionDiff(tx, params.id, query.against)),
  proposeVersion: ({ params }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await proposeVersion(tx, params.id)
      return readVersion(tx, params.id, lang)
    }),
  approveVersion: (given, call) => sign(given, call, 'board'),
  acceptVersion: (given, call) => sign(given, call, 'contact-centre'),
  returnVersion: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await returnVersion(tx, { id: params.id, reason: body.reason })
      return readVersion(tx, params.id, lang)
    }),
  endVersion: async ({ params, body }, { app, actor, lang }) => {
    const signing = await signingOf(app, actor, body.party, body)
    return app.db.as(actor, async (tx) => {
      await signEnding(tx, params.id, signing)
      return readVersion(tx, params.id, lang)
    })
  },
  stopInstruction: ({ params, body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await stopInstruction(tx, { board: params.board, ...body })
      return listVersions(tx, params.board)
    }),
  liftStop: (given, call) => lift(given, call, 'board'),
  acknowledgeLift: (given, call) => lift(given, call, 'contact-centre'),
  reviewInstruction: ({ params, body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await reviewInstruction(tx, params.board, body)
      return listVersions(tx, params.board)
    }),
  bringKey: async ({ params, body }, { app, actor }) => {
    const proof = await proofOf(app, actor, body)
    await app.db.as(actor, async (tx) => {
      const board = await tx.maybe(
        z.object({ id: z.int(), signs: z.boolean() }),
        sql`select b.id, b.id = any (actor_signs(${body.party})) as signs from board b where b.code = ${params.board} and b.id = any (actor_boards('officer'))`,
      )
      if (!board) throw new Problem('not_found')
      if (!board.signs) throw new Problem('not_a_signer')
      const key = await bringKey(tx, { party: body.party, boardId: board.id, proof }, Buffer.from(body.publicKey, 'base64'))
      await record(tx, 'instruction.key-brought', { boardId: board.id, facts: { party: body.party, key } })
    })
    return {}
  },
}

async function sign({ params, body }: Read<'approveVersion'>, { app, actor, lang }: Call, party: Party) {
  const signing = await signingOf(app, actor, party, body)
  return app.db.as(actor, async (tx) => {
    await signVersion(tx, params.id, { ...signing, shown: body.diffHash })
    return readVersion(tx, params.id, lang)
  })
}

async function lift({ params, body }: Read<'liftStop'>, { app, actor }: Call, party: Party) {
  const signing = await signingOf(app, actor, party, body)
  await app.db.as(actor, (tx) => liftStop(tx, params.id, signing))
  return {}
}

/** A proof that was given by another way a moment ago, or the password again. Without either: step_up_needed. */
async function proofOf(app: App, actor: Actor, { password, proof }: Pick<Read<'liftStop'>['body'], 'password' | 'proof'>): Promise<string> {
  if (proof !== undefined) return proof
  if (password === undefined) throw new Problem('step_up_needed')
  return stepUp((work) => app.db.as(actor, work), password)
}

/** The password is asked for again, and counted, before anything else is looked at. */
async function signingOf(app: App, actor: Actor, party: Party, body: Read<'liftStop'>['body']): Promise<Signing> {
  // a decision that hasn't been taken yet can't be cited
  if (body.date > stockholmDay(app.clock.now())) throw new Problem('invalid_input', { errors: [{ field: 'date', code: 'not_yet' }] })
  const proof = await proofOf(app, actor, body)
  return {
    party,
    paragraph: body.paragraph,
    date: body.date,
    proof,
    detached: body.signature === undefined ? null : Buffer.from(body.signature, 'base64'),
    seal: openSeal(app.settings, 'signing-kek'),
  }
}
