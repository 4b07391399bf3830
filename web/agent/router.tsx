import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { AccessPage } from './access/AccessPage.tsx'
import { AccountPage } from './account/AccountPage.tsx'
import { ApplicationPage } from './applications/ApplicationPage.tsx'
import { ApplicationsPage } from './applications/ApplicationsPage.tsx'
import { BulletinsPage } from './bulletins/BulletinsPage.tsx'
import { CoveragePage } from './bulletins/CoveragePage.tsx'
import { CasePage } from './case/CasePage.tsx'
import { ContactPage } from './contacts/ContactPage.tsx'
import { ContactsPage } from './contacts/ContactsPage.tsx'
import { ControlsPage } from './controls/ControlsPage.tsx'
import { ReportPage } from './controls/ReportPage.tsx'
import { CertificatePage } from './disposals/CertificatePage.tsx'
import { DisposalsPage } from './disposals/DisposalsPage.tsx'
import { DutiesPage } from './duties/DutiesPage.tsx'
import { GapPage } from './gaps/GapPage.tsx'
import { GapsPage } from './gaps/GapsPage.tsx'
import { InboxPage } from './inbox/InboxPage.tsx'
import { InstructionPage } from './instructions/InstructionPage.tsx'
import { InstructionsPage } from './instructions/InstructionsPage.tsx'
import { UndertakingPage } from './instructions/UndertakingPage.tsx'
import { VersionPage, type VersionPart, versionParts } from './instructions/VersionPage.tsx'
import { VersionsPage } from './instructions/VersionsPage.tsx'
import { LinksPage } from './links/LinksPage.tsx'
import { LogControlPage } from './log/LogControlPage.tsx'
import { LogControlsPage } from './log/LogControlsPage.tsx'
import { LogPage } from './log/LogPage.tsx'
import { AccessReviewsPage } from './need/AccessReviewsPage.tsx'
import { ConflictsPage } from './need/ConflictsPage.tsx'
import { GlassPage } from './need/GlassPage.tsx'
import { OperationsPage } from './operations/OperationsPage.tsx'
import type { Purpose, Views } from './queries.ts'
import { RecordsPage } from './records/RecordsPage.tsx'
import { ReviewsPage } from './reviews/ReviewsPage.tsx'
import { NewRightsPage } from './rights/NewRightsPage.tsx'
import { PartPage } from './rights/PartPage.tsx'
import { RightsPage } from './rights/RightsPage.tsx'
import { SearchPage } from './search/SearchPage.tsx'
import { Gate } from './shell/Gate.tsx'
import { NotHere } from './shell/NotHere.tsx'

const views: readonly Views[] = ['waiting', 'mine', 'offered', 'open', 'closed']
const purposes: readonly Purpose[] = ['guidance', 'feedback', 'status', 'application', 'assistance', 'routing', 'threat', 'rights']
const purposeOf = (given: unknown): Purpose | undefined => purposes.find((purpose) => purpose === given)
const textOf = (given: unknown): string | undefined => (typeof given === 'string' && given !== '' ? given : undefined)

const root = createRootRoute({ component: Gate, notFoundComponent: NotHere })
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'waiting' } })
  },
})

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox/$view',
  params: {
    parse: ({ view }) => ({ view: views.find((known) => known === view) ?? ('waiting' satisfies Views) }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: (
    given: Record<string, unknown>,
  ): { board?: string | undefined; case?: string | undefined; purpose?: Purpose | undefined } => ({
    board: textOf(given.board),
    case: textOf(given.case),
    purpose: purposeOf(given.purpose),
  }),
  component: function Inbox() {
    const { view } = inbox.useParams()
    const { board, case: chosen, purpose } = inbox.useSearch()
    return <InboxPage view={view} board={board} chosen={chosen} purpose={purpose ?? 'guidance'} />
  },
})

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  validateSearch: (given: Record<string, unknown>): { purpose?: Purpose | undefined } => ({ purpose: purposeOf(given.purpose) }),
  component: function Case() {
    return <CasePage id={oneCase.useParams().id} purpose={oneCase.useSearch().purpose ?? 'guidance'} />
  },
})

const contacts = createRoute({ getParentRoute: () => root, path: '/contacts', component: ContactsPage })
const contact = createRoute({
  getParentRoute: () => root,
  path: '/contacts/$id',
  component: function Contact() {
    return <ContactPage id={contact.useParams().id} />
  },
})
const search = createRoute({ getParentRoute: () => root, path: '/search', component: SearchPage })
const disposals = createRoute({ getParentRoute: () => root, path: '/disposals', component: DisposalsPage })
const reviews = createRoute({ getParentRoute: () => root, path: '/reviews', component: ReviewsPage })
const certificate = createRoute({
  getParentRoute: () => root,
  path: '/disposals/$number',
  component: function Certificate() {
    return <CertificatePage number={Number(certificate.useParams().number)} />
  },
})
const instructions = createRoute({ getParentRoute: () => root, path: '/instructions', component: InstructionsPage })
const instruction = createRoute({
  getParentRoute: () => root,
  path: '/instructions/$board',
  component: function Instruction() {
    return <InstructionPage board={instruction.useParams().board} />
  },
})
const undertaking = createRoute({
  getParentRoute: () => root,
  path: '/instructions/$board/undertaking',
  component: function Undertaking() {
    return <UndertakingPage board={undertaking.useParams().board} />
  },
})
const bulletins = createRoute({ getParentRoute: () => root, path: '/bulletins', component: BulletinsPage })
const conflicts = createRoute({ getParentRoute: () => root, path: '/conflicts', component: ConflictsPage })
const glass = createRoute({ getParentRoute: () => root, path: '/glass', component: GlassPage })
const accessReviews = createRoute({ getParentRoute: () => root, path: '/access-reviews', component: AccessReviewsPage })
const coverage = createRoute({ getParentRoute: () => root, path: '/signatures', component: CoveragePage })
const applications = createRoute({ getParentRoute: () => root, path: '/applications', component: ApplicationsPage })
const application = createRoute({
  getParentRoute: () => root,
  path: '/applications/$id',
  component: function Application() {
    return <ApplicationPage id={application.useParams().id} />
  },
})
const links = createRoute({ getParentRoute: () => root, path: '/links', component: LinksPage })
const duties = createRoute({ getParentRoute: () => root, path: '/duties', component: DutiesPage })
const log = createRoute({ getParentRoute: () => root, path: '/log', component: LogPage })
const logControls = createRoute({ getParentRoute: () => root, path: '/log/controls', component: LogControlsPage })
const logControl = createRoute({
  getParentRoute: () => root,
  path: '/log/controls/$id',
  component: function LogControl() {
    return <LogControlPage id={logControl.useParams().id} />
  },
})
const rights = createRoute({ getParentRoute: () => root, path: '/rights', component: RightsPage })
const newRights = createRoute({
  getParentRoute: () => root,
  path: '/rights/new',
  validateSearch: (given: Record<string, unknown>): { contact?: string | undefined } => ({ contact: textOf(given.contact) }),
  component: function NewRights() {
    return <NewRightsPage contact={newRights.useSearch().contact} />
  },
})
const rightsPart = createRoute({
  getParentRoute: () => root,
  path: '/rights/$id',
  component: function Part() {
    return <PartPage id={rightsPart.useParams().id} />
  },
})
const gaps = createRoute({ getParentRoute: () => root, path: '/gaps', component: GapsPage })
const gap = createRoute({
  getParentRoute: () => root,
  path: '/gaps/$id',
  component: function Gap() {
    return <GapPage id={gap.useParams().id} />
  },
})
const versions = createRoute({
  getParentRoute: () => root,
  path: '/instructions/$board/versions',
  component: function Versions() {
    return <VersionsPage board={versions.useParams().board} />
  },
})
const version = createRoute({
  getParentRoute: () => root,
  path: '/instruction-versions/$id',
  validateSearch: (given: Record<string, unknown>): { part?: VersionPart | undefined; against?: string | undefined } => ({
    part: versionParts.find((part) => part === given.part),
    against: textOf(given.against),
  }),
  component: function Version() {
    const { part, against } = version.useSearch()
    return <VersionPage id={version.useParams().id} part={part ?? 'text'} against={against} />
  },
})
const processing = createRoute({ getParentRoute: () => root, path: '/records-of-processing', component: RecordsPage })
const controls = createRoute({ getParentRoute: () => root, path: '/controls', component: ControlsPage })
const controlReport = createRoute({
  getParentRoute: () => root,
  path: '/controls/$board/$quarter',
  component: function Report() {
    return <ReportPage {...controlReport.useParams()} />
  },
})
const account = createRoute({ getParentRoute: () => root, path: '/account', component: AccountPage })
const access = createRoute({ getParentRoute: () => root, path: '/access', component: AccessPage })
const operations = createRoute({ getParentRoute: () => root, path: '/operations', component: OperationsPage })

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    inbox,
    oneCase,
    contacts,
    contact,
    search,
    disposals,
    reviews,
    certificate,
    instructions,
    instruction,
    undertaking,
    bulletins,
    coverage,
    conflicts,
    glass,
    accessReviews,
    applications,
    application,
    links,
    duties,
    rights,
    newRights,
    rightsPart,
    gaps,
    log,
    logControls,
    logControl,
    gap,
    versions,
    version,
    processing,
    controls,
    controlReport,
    operations,
    account,
    access,
  ]),
  defaultPreload: false,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
