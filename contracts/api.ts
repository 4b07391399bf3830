import { z } from 'zod'
import * as application from './application.ts'
import * as kase from './case.ts'
import * as contact from './contact.ts'
import { Document } from './document.ts'
import * as drafts from './drafts.ts'
import * as duty from './duty.ts'
import * as link from './link.ts'
import * as lookup from './lookup.ts'
import * as records from './records.ts'
import * as retention from './retention.ts'
import { Name } from './rule-language.ts'
import * as rules from './rules.ts'
import * as secrecy from './secrecy.ts'
import * as simulation from './simulation.ts'
import * as staff from './staff.ts'
import * as versions from './versions.ts'
import { Disappears, Id, Instant } from './words.ts'

/**
 * The whole HTTP API under /v1. From here come the handlers' types, the browser's client (types only) and OpenAPI 3.1.
 * `who`: open = anyone; otherwise the hands that may call it. Nothing about a person ever stands in a path or a query (RES.02).
 */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  who: 'open' | readonly ('agent' | 'officer' | 'auditor')[]
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodObject
  reply: z.ZodType
  status?: 200 | 201 | 202 | 204
}

const staffHands = ['agent', 'officer', 'auditor'] as const
const workers = ['agent', 'officer'] as const
const OfCase = z.object({ id: Id })
const None = z.object({})
const OfBoard = z.object({ board: z.string() })

export const api = {
  signIn: { method: 'POST', path: '/v1/sessions', who: 'open', body: staff.SignIn, reply: staff.Me, status: 201 },
  me: { method: 'GET', path: '/v1/session', who: staffHands, reply: staff.Me },
  signOut: { method: 'DELETE', path: '/v1/session', who: staffHands, reply: None },
  organisation: { method: 'GET', path: '/v1/organisation', who: staffHands, reply: staff.Organisation },
  quiz: { method: 'GET', path: '/v1/undertakings/:board/quiz', who: ['agent'], params: z.object({ board: z.string() }), reply: staff.Quiz },
  signUndertaking: { method: 'POST', path: '/v1/undertakings', who: ['agent'], body: staff.SignUndertaking, reply: staff.Me, status: 201 },

  counts: { method: 'GET', path: '/v1/counts', who: staffHands, reply: kase.Counts },
  listCases: { method: 'GET', path: '/v1/cases', who: staffHands, query: kase.CaseListQuery, reply: kase.CaseList },
  searchCases: { method: 'POST', path: '/v1/searches', who: staffHands, body: kase.SearchCases, reply: kase.CaseList },
  openCase: { method: 'GET', path: '/v1/cases/:id', who: staffHands, params: OfCase, query: kase.PurposeQuery, reply: kase.CaseView },
  assignCase: { method: 'PUT', path: '/v1/cases/:id/assignment', who: workers, params: OfCase, body: kase.Assign, reply: kase.Changed },
  writeNote: {
    method: 'POST',
    path: '/v1/cases/:id/notes',
    who: workers,
    params: OfCase,
    body: kase.WriteNote,
    reply: z.object({ id: Id }),
    status: 201,
  },
  writeAnswer: {
    method: 'POST',
    path: '/v1/cases/:id/answers',
    who: workers,
    params: OfCase,
    body: kase.WriteAnswer,
    reply: kase.Answered,
    status: 201,
  },
  undoAnswer: {
    method: 'DELETE',
    path: '/v1/cases/:id/answers/:outgoing',
    who: workers,
    params: OfCase.extend({ outgoing: Id }),
    reply: z.object({ body: z.string() }),
  },
  routeCase: { method: 'PUT', path: '/v1/cases/:id/route', who: workers, params: OfCase, body: kase.RouteCase, reply: kase.Changed },
  splitCase: {
    method: 'POST',
    path: '/v1/cases/:id/parts',
    who: ['agent'],
    params: OfCase,
    body: kase.SplitCase,
    reply: z.object({ id: Id, number: z.string() }),
    status: 201,
  },
  testHandOver: {
    method: 'POST',
    path: '/v1/cases/:id/harm-tests',
    who: workers,
    params: OfCase,
    body: secrecy.TestHandOver,
    reply: secrecy.HarmTested,
    status: 201,
  },
  handOver: {
    method: 'POST',
    path: '/v1/cases/:id/handover',
    who: workers,
    params: OfCase,
    body: kase.HandOver,
    reply: kase.Changed,
    status: 201,
  },
  acceptHandover: {
    method: 'POST',
    path: '/v1/cases/:id/handover/acceptance',
    who: ['officer'],
    params: OfCase,
    body: kase.AcceptHandover,
    reply: kase.Changed,
  },
  returnHandover: {
    method: 'POST',
    path: '/v1/cases/:id/handover/return',
    who: ['officer'],
    params: OfCase,
    body: kase.ReturnHandover,
    reply: kase.Changed,
  },
  decideCase: {
    method: 'POST',
    path: '/v1/cases/:id/decisions',
    who: workers,
    params: OfCase,
    body: kase.DecideCase,
    reply: kase.Changed,
    status: 201,
  },
  listDecisions: { method: 'GET', path: '/v1/decisions', who: ['officer', 'auditor'], reply: kase.DecisionList },
  reportDecisions: {
    method: 'POST',
    path: '/v1/decisions/reports',
    who: ['officer'],
    body: kase.ReportDecisions,
    reply: z.object({ reported: z.int() }),
  },
  closeCase: { method: 'POST', path: '/v1/cases/:id/closure', who: workers, params: OfCase, body: kase.CloseCase, reply: kase.Changed },
  reopenCase: { method: 'POST', path: '/v1/cases/:id/reopening', who: workers, params: OfCase, body: kase.ReopenCase, reply: kase.Changed },
  confirmDelivery: {
    method: 'POST',
    path: '/v1/cases/:id/delivery',
    who: ['officer'],
    params: OfCase,
    body: kase.ConfirmDelivery,
    reply: kase.Changed,
  },
  markSecrecy: {
    method: 'POST',
    path: '/v1/cases/:id/secrecy-marks',
    who: workers,
    params: OfCase,
    body: secrecy.MarkSecrecy,
    reply: z.object({ id: Id }),
    status: 201,
  },
  liftSecrecyMark: {
    method: 'POST',
    path: '/v1/cases/:id/secrecy-marks/:mark/lifting',
    who: ['officer'],
    params: OfCase.extend({ mark: Id }),
    reply: None,
  },
  placeHold: {
    method: 'POST',
    path: '/v1/cases/:id/holds',
    who: ['officer'],
    params: OfCase,
    body: kase.PlaceHold,
    reply: z.object({ id: Id }),
    status: 201,
  },
  declareHappening: {
    method: 'POST',
    path: '/v1/cases/:id/happenings',
    who: workers,
    params: OfCase,
    body: z.object({ event: Name, at: Instant.optional() }),
    reply: z.object({ disappears: Disappears }),
    status: 201,
  },
  listReviews: { method: 'GET', path: '/v1/reviews', who: staffHands, reply: retention.Reviews },
  judgeReview: {
    method: 'POST',
    path: '/v1/reviews/:id',
    who: ['officer'],
    params: OfCase,
    body: retention.JudgeReview,
    reply: z.object({ disappears: Disappears }),
  },
  releaseHold: { method: 'DELETE', path: '/v1/cases/:id/holds/:hold', who: ['officer'], params: OfCase.extend({ hold: Id }), reply: None },
  bePresent: { method: 'PUT', path: '/v1/cases/:id/presence', who: workers, params: OfCase, body: kase.BePresent, reply: None },
  keepDraft: { method: 'PUT', path: '/v1/drafts', who: workers, body: kase.KeepDraft, reply: z.object({ touchedAt: Instant }) },
  contactDraft: {
    method: 'GET',
    path: '/v1/drafts/contact',
    who: ['agent'],
    reply: z.object({ body: z.record(z.string(), z.unknown()).nullable() }),
  },

  registerContact: {
    method: 'POST',
    path: '/v1/contacts',
    who: ['agent'],
    body: contact.RegisterContact,
    reply: contact.ContactRegistered,
    status: 201,
  },
  listContacts: { method: 'GET', path: '/v1/contacts', who: staffHands, reply: contact.ContactList },
  contactDuties: {
    method: 'GET',
    path: '/v1/contact-duties',
    who: ['agent'],
    query: contact.ContactDutiesQuery,
    reply: contact.ContactDuties,
  },
  openContact: {
    method: 'GET',
    path: '/v1/contacts/:id',
    who: staffHands,
    params: OfCase,
    query: kase.PurposeQuery,
    reply: contact.ContactView,
  },

  listDisposals: { method: 'GET', path: '/v1/disposals', who: staffHands, reply: retention.Disposals },
  certificate: {
    method: 'GET',
    path: '/v1/certificates/:number',
    who: staffHands,
    params: z.object({ number: z.coerce.number().int().min(1) }),
    reply: retention.Certificate,
  },

  listInstructions: { method: 'GET', path: '/v1/instructions', who: staffHands, reply: rules.InstructionList },
  readInstruction: {
    method: 'GET',
    path: '/v1/instructions/:board',
    who: staffHands,
    params: z.object({ board: z.string() }),
    reply: rules.InstructionText,
  },
  listGaps: { method: 'GET', path: '/v1/gaps', who: staffHands, reply: duty.Gaps },
  reportGap: {
    method: 'POST',
    path: '/v1/gaps',
    who: ['agent'],
    body: duty.ReportGap,
    reply: z.object({ sentence: z.string() }),
    status: 201,
  },
  readGap: { method: 'GET', path: '/v1/gaps/:id', who: staffHands, params: OfCase, reply: duty.GapView },
  refuseGap: { method: 'POST', path: '/v1/gaps/:id/refusal', who: ['officer'], params: OfCase, body: duty.RefuseGap, reply: duty.GapView },
  answerGap: { method: 'POST', path: '/v1/gaps/:id/clause', who: ['officer'], params: OfCase, body: duty.AnswerGap, reply: duty.GapView },
  listDuties: { method: 'GET', path: '/v1/duties', who: staffHands, reply: duty.Duties },
  doDuty: { method: 'POST', path: '/v1/duties/:id/done', who: workers, params: OfCase, reply: duty.Duties },
  readNotice: { method: 'POST', path: '/v1/notices/:id/receipt', who: workers, params: OfCase, reply: duty.Notice },
  answerNotice: {
    method: 'POST',
    path: '/v1/notices/:id/answer',
    who: workers,
    params: OfCase,
    body: duty.AnswerNotice,
    reply: duty.Notice,
  },
  sayInfringing: {
    method: 'POST',
    path: '/v1/instructions/:board/notices',
    who: workers,
    params: z.object({ board: z.string() }),
    body: duty.SayInfringing,
    reply: duty.Notice,
    status: 201,
  },
  listForms: { method: 'GET', path: '/v1/forms', who: workers, reply: application.FormList },
  publishForm: {
    method: 'POST',
    path: '/v1/forms',
    who: ['officer'],
    body: application.FormFile,
    reply: application.FormPublished,
    status: 201,
  },
  listApplications: { method: 'GET', path: '/v1/applications', who: ['agent'], reply: application.ApplicationList },
  startApplication: {
    method: 'POST',
    path: '/v1/applications',
    who: ['agent'],
    body: application.StartApplication,
    reply: application.ApplicationStarted,
    status: 201,
  },
  readApplication: {
    method: 'GET',
    path: '/v1/applications/:id',
    who: ['agent'],
    params: OfCase,
    reply: application.ApplicationView,
  },
  writeApplication: {
    method: 'PUT',
    path: '/v1/applications/:id',
    who: ['agent'],
    params: OfCase,
    body: application.WriteApplication,
    reply: application.ApplicationView,
  },
  listLinks: { method: 'GET', path: '/v1/links', who: staffHands, reply: link.LinkList },
  lookUpCatalogue: { method: 'GET', path: '/v1/lookups/catalogue', who: ['agent'], reply: lookup.LookUpCatalogue },
  askStatus: { method: 'POST', path: '/v1/lookups', who: ['agent'], body: lookup.AskStatus, reply: lookup.StatusShown, status: 201 },
  testTelling: {
    method: 'POST',
    path: '/v1/lookups/:id/harm-tests',
    who: ['agent'],
    params: OfCase,
    body: secrecy.TestTelling,
    reply: secrecy.TellingTested,
    status: 201,
  },
  tellStatus: {
    method: 'POST',
    path: '/v1/lookups/:id/telling',
    who: ['agent'],
    params: OfCase,
    body: lookup.TellStatus,
    reply: lookup.Telling,
    status: 201,
  },
  listVersions: { method: 'GET', path: '/v1/instructions/:board/versions', who: staffHands, params: OfBoard, reply: versions.VersionList },
  readVersion: { method: 'GET', path: '/v1/instruction-versions/:id', who: staffHands, params: OfCase, reply: versions.VersionView },
  readVersionDiff: {
    method: 'GET',
    path: '/v1/instruction-versions/:id/diff',
    who: staffHands,
    params: OfCase,
    query: z.object({ against: Id.optional() }),
    reply: versions.VersionDiff,
  },
  proposeVersion: {
    method: 'POST',
    path: '/v1/instruction-versions/:id/proposal',
    who: ['officer'],
    params: OfCase,
    body: None,
    reply: versions.VersionView,
  },
  approveVersion: {
    method: 'POST',
    path: '/v1/instruction-versions/:id/approval',
    who: ['officer'],
    params: OfCase,
    body: versions.SignVersion,
    reply: versions.VersionView,
  },
  acceptVersion: {
    method: 'POST',
    path: '/v1/instruction-versions/:id/acceptance',
    who: ['officer'],
    params: OfCase,
    body: versions.SignVersion,
    reply: versions.VersionView,
  },
  returnVersion: {
    method: 'POST',
    path: '/v1/instruction-versions/:id/return',
    who: ['officer'],
    params: OfCase,
    body: versions.ReturnVersion,
    reply: versions.VersionView,
  },
  endVersion: {
    method: 'POST',
    path: '/v1/instruction-versions/:id/ending',
    who: ['officer'],
    params: OfCase,
    body: versions.SignOther,
    reply: versions.VersionView,
  },
  stopInstruction: {
    method: 'POST',
    path: '/v1/instructions/:board/stops',
    who: ['officer'],
    params: OfBoard,
    body: versions.StopInstruction,
    reply: versions.VersionList,
    status: 201,
  },
  liftStop: { method: 'POST', path: '/v1/stops/:id/lift', who: ['officer'], params: OfCase, body: versions.SignLift, reply: None },
  acknowledgeLift: {
    method: 'POST',
    path: '/v1/stops/:id/acknowledgement',
    who: ['officer'],
    params: OfCase,
    body: versions.SignLift,
    reply: None,
  },
  reviewInstruction: {
    method: 'POST',
    path: '/v1/instructions/:board/reviews',
    who: ['officer'],
    params: OfBoard,
    body: versions.ReviewInstruction,
    reply: versions.VersionList,
    status: 201,
  },
  bringKey: {
    method: 'POST',
    path: '/v1/instructions/:board/keys',
    who: ['officer'],
    params: OfBoard,
    body: versions.BringKey,
    reply: None,
    status: 201,
  },
  startDraft: {
    method: 'POST',
    path: '/v1/instructions/:board/drafts',
    who: ['officer'],
    params: OfBoard,
    body: drafts.NewDraft,
    reply: z.object({ id: Id }),
    status: 201,
  },
  readDraft: { method: 'GET', path: '/v1/instruction-versions/:id/draft', who: ['officer'], params: OfCase, reply: drafts.DraftView },
  saveDraft: {
    method: 'PUT',
    path: '/v1/instruction-versions/:id',
    who: ['officer'],
    params: OfCase,
    body: drafts.SaveDraft,
    reply: drafts.DraftSaved,
  },
  exportYaml: { method: 'GET', path: '/v1/instruction-versions/:id/yaml', who: staffHands, params: OfCase, reply: drafts.InstructionYaml },
  listTemplates: { method: 'GET', path: '/v1/instructions/:board/templates', who: ['officer'], params: OfBoard, reply: drafts.Templates },
  clauseForm: { method: 'GET', path: '/v1/instructions/:board/form', who: ['officer'], params: OfBoard, reply: drafts.Form },
  writeComment: {
    method: 'POST',
    path: '/v1/instruction-versions/:id/comments',
    who: ['officer'],
    params: OfCase,
    body: drafts.WriteComment,
    reply: drafts.Comments,
    status: 201,
  },
  resolveComment: {
    method: 'PUT',
    path: '/v1/instruction-comments/:id/resolution',
    who: ['officer'],
    params: OfCase,
    body: drafts.ResolveComment,
    reply: drafts.Comments,
  },
  simulate: {
    method: 'POST',
    path: '/v1/instruction-versions/:id/simulations',
    who: ['officer'],
    params: OfCase,
    reply: z.object({ id: Id }),
    status: 202,
  },
  latestSimulation: {
    method: 'GET',
    path: '/v1/instruction-versions/:id/simulations',
    who: ['officer'],
    params: OfCase,
    reply: simulation.LatestSimulation,
  },
  readSimulation: { method: 'GET', path: '/v1/simulations/:id', who: ['officer'], params: OfCase, reply: simulation.Simulation },
  cancelSimulation: { method: 'DELETE', path: '/v1/simulations/:id', who: ['officer'], params: OfCase, reply: simulation.Simulation },
  readOffboarding: {
    method: 'GET',
    path: '/v1/instructions/:board/offboarding',
    who: ['officer', 'auditor'],
    params: OfBoard,
    reply: versions.Offboarding,
  },
  listJobs: { method: 'GET', path: '/v1/operations', who: staffHands, reply: staff.JobEnds },

  instructionDocument: {
    method: 'GET',
    path: '/v1/instructions/:board/document',
    who: 'open',
    params: z.object({ board: z.string().max(60) }),
    reply: Document,
  },
  /** W3C DPV and ODRL, with the context inside; docs/dpv-profile.md says what the terms of ours mean. */
  instructionJsonLd: {
    method: 'GET',
    path: '/v1/instructions/:board/dpv.jsonld',
    who: 'open',
    params: z.object({ board: z.string().max(60) }),
    reply: z.object({ '@context': z.record(z.string(), z.string()), '@graph': z.array(z.record(z.string(), z.json())) }),
  },
  recordOfProcessing: {
    method: 'GET',
    path: '/v1/records-of-processing',
    who: ['officer', 'auditor'],
    query: records.AtQuery,
    reply: records.RecordOfProcessing,
  },
  descriptionOfRecords: { method: 'GET', path: '/v1/description-of-records', who: 'open', reply: Document },

  notice: { method: 'GET', path: '/v1/notice', who: 'open', query: rules.NoticeQuery, reply: rules.Notice },
  noticeFaults: { method: 'GET', path: '/v1/notice/faults', who: ['officer', 'auditor'], reply: rules.NoticeFaults },
  listNotices: { method: 'GET', path: '/v1/notice/versions', who: 'open', reply: rules.NoticeVersions },
  noticeVersion: {
    method: 'GET',
    path: '/v1/notice/versions/:version',
    who: 'open',
    params: z.object({ version: z.string().max(64) }),
    query: rules.NoticeQuery,
    reply: rules.Notice,
  },
  askQuestion: {
    method: 'POST',
    path: '/v1/public/questions',
    who: 'open',
    body: contact.AskQuestion,
    reply: contact.QuestionReceived,
    status: 202,
  },
  readConversation: { method: 'POST', path: '/v1/public/conversations', who: 'open', body: contact.Code, reply: contact.Conversation },
  followUp: {
    method: 'POST',
    path: '/v1/public/conversations/messages',
    who: 'open',
    body: contact.FollowUp,
    reply: contact.Conversation,
    status: 201,
  },
} as const satisfies Record<string, Route>

export type Api = typeof api
export type RouteName = keyof Api
type Part<R, K extends string> = R extends { [P in K]: infer S } ? (S extends z.ZodType ? S : never) : never
/** What a caller gives: path parameters, query and body together, as they look before the schema has read them. */
export type Given<N extends RouteName> = (Part<Api[N], 'params'> extends never ? object : { params: z.input<Part<Api[N], 'params'>> }) &
  (Part<Api[N], 'query'> extends never ? object : { query?: z.input<Part<Api[N], 'query'>> }) &
  (Part<Api[N], 'body'> extends never ? object : { body: z.input<Part<Api[N], 'body'>> })
/** What a handler is given, read by the schemas. */
export type Read<N extends RouteName> = (Part<Api[N], 'params'> extends never ? object : { params: z.output<Part<Api[N], 'params'>> }) &
  (Part<Api[N], 'query'> extends never ? object : { query: z.output<Part<Api[N], 'query'>> }) &
  (Part<Api[N], 'body'> extends never ? object : { body: z.output<Part<Api[N], 'body'>> })
export type Reply<N extends RouteName> = z.output<Api[N]['reply']>
