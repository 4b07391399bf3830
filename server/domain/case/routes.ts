import type { z } from 'zod'
import type { Changed } from '../../../contracts/case.ts'
import type { Tx } from '../../platform/db.ts'
import type { Call, Handlers } from '../../platform/http.ts'
import { openTermHash } from '../audit/index.ts'
import { inForceQuery, loadRules, loadVersion, rulesOf } from '../instruction/index.ts'
import { placeHold, releaseHold } from '../retention/index.ts'
import { acceptHandover } from './accept-handover.ts'
import { assignCase } from './assign-case.ts'
import { bePresent } from './be-present.ts'
import { changed } from './change-case.ts'
import { closeCase } from './close-case.ts'
import { confirmDelivery } from './confirm-delivery.ts'
import { countCases } from './count-cases.ts'
import { decideCase } from './decide-case.ts'
import { declareHappening } from './declare-happening.ts'
import { handOver } from './hand-over.ts'
import { judgeReview } from './judge-review.ts'
import { judgeWhatIsWritten } from './judge-text-route.ts'
import { keepDraft, readContactDraft } from './keep-draft.ts'
import { listCases } from './list-cases.ts'
import { listDecisions, reportDecisions } from './list-decisions.ts'
import type { LockedCase } from './lock-case.ts'
import { liftMark, markSecrecy } from './mark-secrecy.ts'
import { caseQueries, caseViewOf, pinnedVersionOf } from './read-case.ts'
import { readDisappears } from './read-disappears.ts'
import { reopenCase } from './reopen-case.ts'
import { returnHandover } from './return-handover.ts'
import { routeCase } from './route-case.ts'
import { searchCases } from './search-cases.ts'
import { splitCase } from './split-case.ts'
import { testHandOver } from './test-hand-over.ts'
import { undoAnswer } from './undo-answer.ts'
import { writeAnswer } from './write-answer.ts'
import { writeNote } from './write-note.ts'

type CaseRoutes = Pick<
  Handlers,
  | 'counts'
  | 'listCases'
  | 'searchCases'
  | 'openCase'
  | 'assignCase'
  | 'writeNote'
  | 'writeAnswer'
  | 'undoAnswer'
  | 'routeCase'
  | 'splitCase'
  | 'testHandOver'
  | 'handOver'
  | 'acceptHandover'
  | 'returnHandover'
  | 'decideCase'
  | 'listDecisions'
  | 'reportDecisions'
  | 'closeCase'
  | 'reopenCase'
  | 'confirmDelivery'
  | 'markSecrecy'
  | 'liftSecrecyMark'
  | 'placeHold'
  | 'declareHappening'
  | 'judgeReview'
  | 'releaseHold'
  | 'bePresent'
  | 'keepDraft'
  | 'contactDraft'
  | 'judgeText'
>

/** One transaction, one verb, and what the case looks like afterwards. */
const change = ({ app, actor, lang }: Call, work: (tx: Tx) => Promise<LockedCase>): Promise<z.infer<typeof Changed>> =>
  app.db.as(actor, async (tx) => {
    const kase = await work(tx)
    return changed(tx, kase, kase.state, lang)
  })

export const caseRoutes: CaseRoutes = {
  counts: (_, { app, actor }) => app.db.as(actor, countCases),
  listCases: ({ query }, { app, actor, lang }) => app.db.as(actor, (tx) => listCases(tx, query, lang)),
  searchCases: async ({ body }, { app, actor, lang }) => ({
    cases: await app.db.as(actor, (tx) => searchCases(tx, body.q, { lang, hashOf: openTermHash(app.settings) })),
    next: null,
  }),
  openCase: async ({ params, query }, { app, actor, lang }) => {
    const [inForce = [], ...rows] = await app.db.ask(actor, [inForceQuery, ...caseQueries(params.id, query.purpose)])
    const rules = rulesOf(inForce) ?? (await app.db.as(actor, loadRules))
    const pinned = pinnedVersionOf(rows)
    // a case that was opened under a version that has been superseded keeps its promises (A29)
    const isOld = pinned !== null && !rules.instructions.some(({ versionId }) => versionId === pinned)
    return caseViewOf(rows, rules, query.purpose, lang, isOld ? await app.db.as(actor, (tx) => loadVersion(tx, pinned)) : undefined)
  },
  assignCase: ({ params, body }, call) => change(call, (tx) => assignCase(tx, params.id, body)),
  writeNote: async ({ params, body }, { app, actor }) => ({ id: await app.db.as(actor, (tx) => writeNote(tx, params.id, body)) }),
  writeAnswer: async ({ params, body }, { app, actor }) => {
    const { kase, messageId, outgoingId, undoUntil } = await app.db.as(actor, (tx) => writeAnswer(tx, params.id, body))
    return { version: kase.version + 1, messageId, outgoingId, undoUntil: undoUntil.toISOString() }
  },
  undoAnswer: async ({ params }, { app, actor }) => ({ body: await app.db.as(actor, (tx) => undoAnswer(tx, params.id, params.outgoing)) }),
  routeCase: ({ params, body }, call) => change(call, (tx) => routeCase(tx, params.id, body)),
  splitCase: async ({ params, body }, { app, actor }) => {
    const { id, number } = await app.db.as(actor, (tx) => splitCase(tx, params.id, body))
    return { id, number }
  },
  testHandOver: ({ params, body }, { app, actor }) => app.db.as(actor, (tx) => testHandOver(tx, params.id, body)),
  handOver: ({ params, body }, call) => change(call, (tx) => handOver(tx, params.id, body)),
  acceptHandover: ({ params, body }, call) => change(call, (tx) => acceptHandover(tx, params.id, body)),
  returnHandover: ({ params, body }, call) => change(call, (tx) => returnHandover(tx, params.id, body)),
  decideCase: ({ params, body }, call) => change(call, (tx) => decideCase(tx, params.id, body)),
  listDecisions: (_, { app, actor }) => app.db.as(actor, listDecisions),
  reportDecisions: async ({ body }, { app, actor }) => ({ reported: await app.db.as(actor, (tx) => reportDecisions(tx, body)) }),
  closeCase: ({ params, body }, call) => change(call, (tx) => closeCase(tx, params.id, body)),
  reopenCase: ({ params, body }, call) => change(call, (tx) => reopenCase(tx, params.id, body)),
  confirmDelivery: ({ params, body }, call) => change(call, (tx) => confirmDelivery(tx, params.id, body)),
  markSecrecy: async ({ params, body }, { app, actor }) => ({ id: await app.db.as(actor, (tx) => markSecrecy(tx, params.id, body)) }),
  liftSecrecyMark: async ({ params }, { app, actor }) => {
    await app.db.as(actor, (tx) => liftMark(tx, params.id, params.mark))
    return {}
  },
  placeHold: async ({ params, body }, { app, actor }) => ({
    id: await app.db.as(actor, (tx) => placeHold(tx, { caseId: params.id, ...body })),
  }),
  declareHappening: async ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await declareHappening(tx, params.id, body)
      return { disappears: await readDisappears(tx, params.id, lang) }
    }),
  judgeReview: async ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await judgeReview(tx, params.id, body)
      return { disappears: await readDisappears(tx, params.id, lang) }
    }),
  releaseHold: async ({ params }, { app, actor }) => {
    await app.db.as(actor, (tx) => releaseHold(tx, { caseId: params.id, holdId: params.hold }))
    return {}
  },
  bePresent: async ({ params, body }, { app, actor }) => {
    await app.db.as(actor, (tx) => bePresent(tx, params.id, body))
    return {}
  },
  keepDraft: async ({ body }, { app, actor }) => ({ touchedAt: (await app.db.as(actor, (tx) => keepDraft(tx, body))).toISOString() }),
  judgeText: ({ body }, { app, actor, lang }) => app.db.as(actor, (tx) => judgeWhatIsWritten(tx, body, lang)),
  contactDraft: async (_, { app, actor }) => ({ body: await app.db.as(actor, readContactDraft) }),
}
