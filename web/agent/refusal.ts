import type { CaseView } from '../../contracts/case.ts'

type Verdict = CaseView['can']['answer']
export type Fault = { field: string; text?: string; line?: number | null; clause?: string | null }

/** What the server refused with (RFC 9457), or `away` when it couldn't be reached at all. `detail` is already in the reader's language. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly fields: readonly string[]
  readonly verdict: Verdict | undefined
  /** Where each fault stands, when what was sent is a text of many lines. */
  readonly faults: readonly Fault[]
  constructor(given: {
    status: number
    code: string
    detail: string
    fields?: readonly string[]
    verdict?: Verdict | undefined
    faults?: readonly Fault[]
  }) {
    super(given.code)
    this.status = given.status
    this.code = given.code
    this.detail = given.detail
    this.fields = given.fields ?? []
    this.verdict = given.verdict
    this.faults = given.faults ?? []
  }
}

export const refusalOf = (thrown: unknown): Refusal | null => (thrown instanceof Refusal ? thrown : null)

type ProblemBody = { code?: string; detail?: string; title?: string; errors?: Fault[]; verdict?: Verdict }

/** Reads a problem document; an answer of any other shape (a proxy's page) becomes `unexpected`. */
export async function readRefusal(answer: Response): Promise<Refusal> {
  const isProblem = answer.headers.get('content-type')?.includes('json') ?? false
  const body: ProblemBody = isProblem ? await answer.json() : {}
  return new Refusal({
    status: answer.status,
    code: body.code ?? 'unexpected',
    detail: body.detail ?? body.title ?? `HTTP ${answer.status}`,
    fields: (body.errors ?? []).map((error) => error.field),
    verdict: body.verdict,
    faults: (body.errors ?? []).filter(({ text }) => text !== undefined),
  })
}
