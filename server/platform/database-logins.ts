import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { keptSecret } from './kept-secret.ts'
import { type Sealing, sealingIn } from './sealed-text.ts'

// With db.ts and migrate.ts the only places that import pg: this one decides how the logins get in.

/** Logins that the program uses, one for each thing it is trusted with; `queue` runs the job queue's own tables. */
const loginNames = ['web', 'worker', 'purge', 'queue'] as const
export type LoginName = (typeof loginNames)[number]

/** `owner` installs and migrates; the others may do nothing until they take a hand (db/roles.sql). */
export type Logins = Record<'owner' | LoginName, pg.PoolConfig> & {
  rolePrefix: string
  /** What sealed words are sealed and opened with; undefined for a process that may do neither. */
  sealing?: Sealing
}

/** Passwords of the logins: given, or random ones kept in a folder that every process on the same database shares. */
export type Passwords = { keysFolder: string } | { passwords: Record<LoginName, string> }

/** Where a configuration leads, whether it was written as an address, as fields or taken from the environment. */
export type Door = {
  host: string
  port: number
  database: string
  user: string
  password: pg.ClientConfig['password']
  ssl: pg.ClientConfig['ssl']
}

export function doorOf(config: pg.ClientConfig): Door {
  const { host, port, database = 'ombud', user = 'postgres', ssl } = new pg.Client(config)
  return { host, port, database, user, password: config.password ?? new pg.Client(config).password, ssl }
}

/** Gives each login its password and tells how it gets in. The roles must exist. */
export async function openLogins(admin: pg.Client, owner: Door, rolePrefix: string, given: Passwords): Promise<Logins> {
  const login = async (name: LoginName): Promise<pg.PoolConfig> => {
    const user = `${rolePrefix}_${name}`
    const password = 'passwords' in given ? given.passwords[name] : keptSecret(given.keysFolder, `login-${user}`)
    // A verifier instead of the password: a server that logs statements never sees it.
    await admin.query(`alter role ${pg.escapeIdentifier(user)} password ${pg.escapeLiteral(scramVerifier(password))}`)
    return { ...owner, user, password }
  }
  return {
    owner,
    web: await login('web'),
    worker: await login('worker'),
    purge: await login('purge'),
    queue: await login('queue'),
    rolePrefix,
    ...('keysFolder' in given ? { sealing: sealingIn(given.keysFolder) } : {}),
  }
}

/** What PostgreSQL stores for a SCRAM-SHA-256 password (RFC 5802, RFC 7677). `password`: ASCII. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16), rounds = 4096): string {
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const key = (name: string) => createHmac('sha256', salted).update(name).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}
