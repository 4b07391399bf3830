import pg from 'pg'
import type { Sql } from './sql.ts'

type Row = Record<string, unknown>

/**
 * Several statements before one Sync: PostgreSQL makes them one implicit transaction, and the network one round trip (stack.md §3).
 * Each statement is an ordinary `pg.Query` that is kept from sending its own Sync. `done` settles after the server's commit, so no row
 * is seen before the access row that opened it is durable. After an error the connection must be thrown away: which statements it
 * still knows is then uncertain.
 */
export class OneSync implements pg.Submittable {
  readonly done: Promise<Row[][]>
  #statements: Statement[]
  #current = 0
  #failed: Error | undefined
  #settle!: { resolve: (rows: Row[][]) => void; reject: (error: Error) => void }

  constructor(queries: readonly Sql[], types: pg.CustomTypesConfig) {
    this.#statements = queries.map(
      ({ name, text, values }) => new pg.Query({ name, text, values: [...values], types }) as unknown as Statement,
    )
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    this.done.catch(() => undefined) // the caller hears it too; a reader that left early must not end the process
  }

  submit(connection: pg.Connection): void {
    const quiet: Wire = Object.assign(Object.create(connection), { sync: () => undefined })
    const wire = connection as unknown as Wire
    wire.stream.cork()
    for (const statement of this.#statements) {
      const refused = statement.submit(quiet)
      if (refused) this.#failed ??= refused
    }
    wire.sync()
    wire.stream.uncork()
  }

  handleRowDescription(message: unknown): void {
    this.#statement.handleRowDescription(message)
  }
  handleDataRow(message: unknown): void {
    this.#statement.handleDataRow(message)
  }
  handleCommandComplete(message: unknown, connection: unknown): void {
    this.#statement.handleCommandComplete(message, connection)
    this.#current += 1
  }
  handleEmptyQuery(): void {
    this.#current += 1
  }
  handlePortalSuspended(): void {
    this.#failed ??= new Error('A portal was suspended; no row limit was asked for')
  }
  handleError(error: Error): void {
    this.#failed ??= error
    this.#settle.reject(this.#failed)
  }
  handleReadyForQuery(): void {
    if (this.#failed) this.#settle.reject(this.#failed)
    else this.#settle.resolve(this.#statements.map(({ _result }) => _result.rows))
  }

  get #statement(): Statement {
    const statement = this.#statements[this.#current]
    if (!statement) throw new Error('More answers than statements')
    return statement
  }
}

type Wire = { sync(): void; stream: { cork(): void; uncork(): void } }
type Statement = {
  submit(wire: Wire): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: unknown): void
  _result: { rows: Row[] }
}
