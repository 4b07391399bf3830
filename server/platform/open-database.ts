import { openSealing } from './key-service.ts'
import { type Logins, migrate } from './migrate.ts'
import { type Log, startPostgres } from './postgres.ts'
import type { Settings } from './settings.ts'

/** The database, migrated. `stop` ends the embedded server when this process answers for it; a configured one is left alone. */
export type OpenDatabase = { logins: Logins; embedded: boolean; stop: () => Promise<void> }

/** Starts the embedded server or goes to the configured one, and migrates. Every pool must be closed before `stop`. */
export async function openDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'dataFolder' | 'keysFolder' | 'keyService'>,
  log: Log,
): Promise<OpenDatabase> {
  const { databaseUrl, dataFolder, keysFolder } = settings
  const sealing = openSealing(settings)
  if (databaseUrl !== undefined) {
    return {
      logins: { ...(await migrate({ connectionString: databaseUrl }, { keysFolder })), sealing },
      embedded: false,
      stop: async () => undefined,
    }
  }
  const server = await startPostgres({ dataFolder, keysFolder, durable: true, log })
  try {
    const owner = { host: server.host, port: server.port, database: 'ombud', ...server.superuser }
    return { logins: { ...(await migrate(owner, { keysFolder })), sealing }, embedded: true, stop: server.stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}
