import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'
import type { Given, Reply } from '../../contracts/api.ts'
import { call, demoPeople } from './client.ts'
import { refusalOf } from './refusal.ts'

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: true,
      // What was refused is refused again; only an unreachable or troubled server is worth another try.
      retry: (failures, thrown) => failures < 2 && [0, 503].includes(refusalOf(thrown)?.status ?? 500),
    },
  },
})

export type Views = NonNullable<NonNullable<Given<'listCases'>['query']>['view']>
export type Purpose = NonNullable<NonNullable<Given<'openCase'>['query']>['purpose']>

export const me = queryOptions({ queryKey: ['me'], queryFn: () => call('me'), staleTime: Number.POSITIVE_INFINITY })
export const demo = queryOptions({ queryKey: ['demo'], queryFn: demoPeople, staleTime: Number.POSITIVE_INFINITY })
export const signInWays = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: () => call('signInWays'),
  staleTime: Number.POSITIVE_INFINITY,
})
export const account = queryOptions({ queryKey: ['account'], queryFn: () => call('account'), staleTime: 0 })
export const access = queryOptions({ queryKey: ['access'], queryFn: () => call('access'), staleTime: 0 })
export const organisation = queryOptions({ queryKey: ['organisation'], queryFn: () => call('organisation'), staleTime: 10 * 60_000 })
export const counts = queryOptions({ queryKey: ['counts'], queryFn: () => call('counts') })
export const caseList = (view: Views, board?: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', view, board ?? null],
    queryFn: ({ pageParam }) => call('listCases', { query: { view, board, before: pageParam || undefined } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
/** Opening a case is written in the log, so it is asked for again only when something has happened to it. */
export const caseView = (id: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['case', id, purpose],
    queryFn: () => call('openCase', { params: { id }, query: { purpose } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })
export const contacts = queryOptions({ queryKey: ['contacts'], queryFn: () => call('listContacts') })
export const contactView = (id: string) =>
  queryOptions({ queryKey: ['contact', id], queryFn: () => call('openContact', { params: { id } }), staleTime: Number.POSITIVE_INFINITY })
export const disposals = queryOptions({ queryKey: ['disposals'], queryFn: () => call('listDisposals') })
export const reviews = queryOptions({ queryKey: ['reviews'], queryFn: () => call('listReviews') })
export const certificate = (number: number) =>
  queryOptions({ queryKey: ['certificate', number], queryFn: () => call('certificate', { params: { number } }) })
export const instructions = queryOptions({ queryKey: ['instructions'], queryFn: () => call('listInstructions') })
export const instruction = (board: string) =>
  queryOptions({ queryKey: ['instruction', board], queryFn: () => call('readInstruction', { params: { board } }) })
export const duties = queryOptions({ queryKey: ['duties'], queryFn: () => call('listDuties') })
export const forms = queryOptions({ queryKey: ['forms'], queryFn: () => call('listForms') })
export const applications = queryOptions({ queryKey: ['applications'], queryFn: () => call('listApplications') })
/** Opening a draft is written in the log, so it is asked for again only when one comes back to it. */
export const applicationView = (id: string) =>
  queryOptions({
    queryKey: ['application', id],
    queryFn: () => call('readApplication', { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })
export const links = queryOptions({ queryKey: ['links'], queryFn: () => call('listLinks') })
/** Asked again as often as they are tried. */
export const controls = queryOptions({ queryKey: ['controls'], queryFn: () => call('listControls'), refetchInterval: 60_000 })
export const controlReport = (board: string, quarter: string) =>
  queryOptions({ queryKey: ['controls', board, quarter], queryFn: () => call('controlReport', { params: { board, quarter } }) })
export const rights = queryOptions({ queryKey: ['rights'], queryFn: () => call('listRights') })
/** Opening a part is written in the log, so it is asked for again only when something has happened to it. */
export const rightsPart = (id: string) =>
  queryOptions({
    queryKey: ['rights-part', id],
    queryFn: () => call('readRightsPart', { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
export const gaps = queryOptions({ queryKey: ['gaps'], queryFn: () => call('listGaps') })
/** Asked once: to read the log is an act of its own, so that nothing reads it again behind the reader's back. */
export const logPages = (asked: Omit<Given<'readLog'>['body'], 'before'>) =>
  infiniteQueryOptions({
    queryKey: ['log', asked],
    queryFn: ({ pageParam }) => call('readLog', { body: { ...asked, ...(pageParam === 0 ? {} : { before: pageParam }) } }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
export const logControls = queryOptions({ queryKey: ['log-controls'], queryFn: () => call('listLogControls') })
/** Reading a control is an act of its own too. */
export const logControl = (id: string) =>
  queryOptions({
    queryKey: ['log-control', id],
    queryFn: () => call('readLogControl', { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
export const gap = (id: string) => queryOptions({ queryKey: ['gap', id], queryFn: () => call('readGap', { params: { id } }) })
/** Asked again every second for as long as it is being worked out. */
export const latestSimulation = (version: string) =>
  queryOptions({
    queryKey: ['simulation', version],
    queryFn: () => call('latestSimulation', { params: { id: version } }),
    refetchInterval: ({ state }) => (['queued', 'running'].includes(state.data?.simulation?.state ?? '') ? 1_000 : false),
  })
export const versions = (board: string) =>
  queryOptions({ queryKey: ['versions', board], queryFn: () => call('listVersions', { params: { board } }) })
export const version = (id: string) => queryOptions({ queryKey: ['version', id], queryFn: () => call('readVersion', { params: { id } }) })
export const versionDiff = (id: string, against?: string) =>
  queryOptions({
    queryKey: ['version', id, 'diff', against ?? null],
    queryFn: () => call('readVersionDiff', { params: { id }, query: { against } }),
  })
/** What is being written is the writer's own while the page is open; it is read again when the page is opened. */
export const draftView = (id: string, state: string) =>
  queryOptions({
    queryKey: ['draft', id, state],
    queryFn: () => call('readDraft', { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
export const clauseForm = (board: string) =>
  queryOptions({ queryKey: ['form', board], queryFn: () => call('clauseForm', { params: { board } }), staleTime: 10 * 60_000 })
export const templates = (board: string) =>
  queryOptions({ queryKey: ['templates', board], queryFn: () => call('listTemplates', { params: { board } }), staleTime: 10 * 60_000 })
export const quiz = (board: string) =>
  queryOptions({
    queryKey: ['quiz', board],
    queryFn: () => call('quiz', { params: { board } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
export const bulletins = queryOptions({ queryKey: ['bulletins'], queryFn: () => call('listBulletins') })
export const conflicts = queryOptions({ queryKey: ['conflicts'], queryFn: () => call('listConflicts') })
export const glass = queryOptions({ queryKey: ['glass'], queryFn: () => call('listGlass'), staleTime: 0 })
export const accessReviews = queryOptions({ queryKey: ['access-reviews'], queryFn: () => call('accessReviews') })
export const coverage = queryOptions({ queryKey: ['coverage'], queryFn: () => call('undertakingCoverage') })
export const connectors = queryOptions({ queryKey: ['connectors'], queryFn: () => call('listConnectors') })
/** Which kinds of matter may be looked up; what was looked up is in no query (A31). */
export const lookUpCatalogue = queryOptions({ queryKey: ['look-ups'], queryFn: () => call('lookUpCatalogue') })
export const recordOfProcessing = (at: string | undefined) =>
  queryOptions({ queryKey: ['processing', at ?? 'now'], queryFn: () => call('recordOfProcessing', { query: { at } }) })
export const jobs = queryOptions({ queryKey: ['operations'], queryFn: () => call('listJobs'), refetchInterval: 5_000 })

/** A draft was begun or written in: the list is asked for again, and the draft is what the server said last. */
export function applicationsHaveChanged() {
  client.invalidateQueries({ queryKey: ['applications'] })
}
export function applicationChanged(after: Reply<'writeApplication'>) {
  client.setQueryData(applicationView(after.application.id).queryKey, after)
  applicationsHaveChanged()
}

/** Something was answered, done or told: lists of what is owed are asked for again. */
export function reviewsHaveChanged() {
  client.invalidateQueries({ queryKey: ['reviews'] })
  client.invalidateQueries({ queryKey: ['case'] })
  client.invalidateQueries({ queryKey: ['disposals'] })
}
export function rightsHaveChanged() {
  client.invalidateQueries({ queryKey: ['rights'] })
  dutiesHaveChanged()
}
export function dutiesHaveChanged() {
  client.invalidateQueries({ queryKey: ['duties'] })
  client.invalidateQueries({ queryKey: ['gaps'] })
  client.invalidateQueries({ queryKey: ['gap'] })
}

/** Something happened to a case: what shows it is asked for again. */
export function caseHasChanged(id: string) {
  client.invalidateQueries({ queryKey: ['case', id] })
  client.invalidateQueries({ queryKey: ['cases'] })
  client.invalidateQueries({ queryKey: ['counts'] })
  client.invalidateQueries({ queryKey: ['disposals'] })
}

/** An instruction was proposed, signed, stopped, lifted, put in force or ended: everything that obeys it is asked for again (A9). */
export function instructionHasChanged(board: string) {
  for (const queryKey of [
    ['instructions'],
    ['instruction', board],
    ['versions', board],
    ['version'],
    ['me'],
    ['case'],
    ['cases'],
    ['counts'],
  ])
    client.invalidateQueries({ queryKey })
}
