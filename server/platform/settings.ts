import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Listen } from './listen-port.ts'

/** A mailbox to fetch from. */
export type Mailbox = { host: string; port: number; secure: boolean; user: string; password: string; mailbox: string }

/** A board's own system: `code` is its code in the organisation, `kinds` are the case types it knows. */
export type CaseSystemSetting = {
  code: string
  url: string
  token: string
  region: string
  kinds: string[]
  /** A24: without all three it isn't started. */
  owner?: string | undefined
  briefing?: string | undefined
  reviewBy?: string | undefined
  subProcessor?: string | undefined
}

export type Settings = {
  /** Login of the database's owner; undefined = the embedded server, with the made-up municipality. */
  databaseUrl: string | undefined
  embedded: boolean
  dataFolder: string
  keysFolder: string
  /** Socket of the service that keeps the key-encryption key; undefined = a file in the keys folder. */
  keyService: string | undefined
  http: Listen
  /** Address that residents use, without a slash at its end; undefined = the address we listen on. */
  publicUrl: string | undefined
  role: 'all' | 'web' | 'worker'
  smtpListen: Listen | undefined
  lmtpListen: Listen | undefined
  mailboxes: Mailbox[]
  /** Outgoing server; undefined = mail waits in the outbox. */
  smtpUrl: string | undefined
  mailFrom: string
  mailDomain: string
  /** How long a session lasts, whoever uses it; the guideline says ten at most (A11). */
  sessionHours: number
  /** Boards' own systems that may be asked for status; undefined = not said. */
  caseSystems: CaseSystemSetting[] | undefined
  /** Addresses and networks of the operator's own proxies: only what they say of where a request comes from is believed. */
  trustedProxies: readonly string[]
  /** The employer's sign-in; undefined = local accounts only. */
  provider: ProviderSetting | undefined
  /** Whether the addresses the public is shown are looked at (B31). */
  linkChecks: 'off' | 'on' | 'private'
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/** `groupsClaim`: where the person's groups stand. `idClaim`: the claim that equals the directory's own id of the person; undefined = linked by hand. */
export type ProviderSetting = {
  issuer: string
  clientId: string
  clientSecret: string
  groupsClaim: string
  idClaim: string | undefined
  scopes: string
  name: string
}

type Words = { fallback: string; sv: string; en: string }

/** What the operator reads when a value can't be used: what to write instead. Values are never repeated, they may be secrets. */
const wrong = (sv: string, en: string) => ({ error: `${sv} / ${en}` })
const explained = <T extends z.ZodType>(schema: T, words: Words): T => schema.meta(words)

const url = (scheme: RegExp, sv: string, en: string) => z.string().refine((text) => scheme.test(text) && URL.canParse(text), wrong(sv, en))
const words = (text: string) => text.trim().split(/\s+/).filter(Boolean)
const isListen = (text: string) => text === '' || parseListen(text) !== undefined
const listen = z
  .string()
  .trim()
  .refine(
    isListen,
    wrong(
      'Ange värd:port, till exempel 127.0.0.1:2525, eller tomt för av.',
      'Give host:port, for example 127.0.0.1:2525, or nothing for off.',
    ),
  )

const Env = z.object({
  DATABASE_URL: explained(
    url(
      /^postgres(ql)?:\/\//,
      'Ange postgres://användare:lösenord@värd:port/databas.',
      'Give postgres://user:password@host:port/database.',
    ).optional(),
    {
      fallback: 'inbyggd / embedded',
      sv: 'Databasens ägare: inloggning med CREATEROLE, PostgreSQL 15 eller nyare. Utan värde körs den inbyggda databasen med påhittade Exempelby.',
      en: 'The database owner: a login with CREATEROLE, PostgreSQL 15 or newer. Without it the embedded database runs, with the made-up Exempelby.',
    },
  ),
  OMBUD_DATA: explained(z.string().min(1).default('./data'), {
    fallback: './data',
    sv: 'Mapp för databas och filer.',
    en: 'Folder for database and files.',
  }),
  OMBUD_KEYS: explained(z.string().min(1).optional(), {
    fallback: '`<OMBUD_DATA>-keys`',
    sv: 'Mapp för nycklar. Ska ligga utanför datamappen och säkerhetskopieras för sig. Alla processer mot samma databas ska ha samma.',
    en: 'Folder of keys. Must lie outside the data folder and be backed up apart. Every process on the same database must have the same.',
  }),
  OMBUD_KEY_SERVICE: explained(
    z
      .string()
      .regex(
        /^\/.+$/,
        wrong(
          'Ange sökvägen till tjänstens socket, till exempel /run/nycklar.sock.',
          'Give the path of the service’s socket, for example /run/keys.sock.',
        ),
      )
      .optional(),
    {
      fallback: 'nyckeln är en fil i OMBUD_KEYS / the key is a file in OMBUD_KEYS',
      sv: 'Socket till en egen tjänst som håller nyckeln som låser alla nycklar, framför PKCS#11 eller ett nyckelvalv. Protokollet står i server/platform/key-service.ts.',
      en: 'Socket of a service of your own that keeps the key that locks all keys, in front of PKCS#11 or a KMS. The protocol is in server/platform/key-service.ts.',
    },
  ),
  PORT: explained(
    z
      .string()
      .refine(
        (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535,
        wrong('Ange ett portnummer mellan 0 och 65535.', 'Give a port number between 0 and 65535.'),
      )
      .optional(),
    {
      fallback: '8800, annars en ledig / 8800, else a free one',
      sv: 'Port för webben. En port som anges måste vara ledig.',
      en: 'Port of the web. A port that is given must be free.',
    },
  ),
  HOST: explained(z.string().trim().min(1).default('127.0.0.1'), {
    fallback: '127.0.0.1',
    sv: 'Adress att lyssna på.',
    en: 'Address to listen on.',
  }),
  OMBUD_PUBLIC_URL: explained(
    url(
      /^https?:\/\//,
      'Ange hela adressen, till exempel https://kontakt.kommunen.se.',
      'Give the whole address, for example https://contact.municipality.se.',
    ).optional(),
    { fallback: 'http://HOST:PORT', sv: 'Adressen som invånare och personal använder.', en: 'The address that residents and staff use.' },
  ),
  OMBUD_ROLE: explained(z.enum(['all', 'web', 'worker'], wrong('Ange all, web eller worker.', 'Give all, web or worker.')).default('all'), {
    fallback: 'all',
    sv: 'Vad processen gör: allt, bara webb eller bara bakgrundsarbete.',
    en: 'What this process does: everything, only web or only background work.',
  }),
  SMTP_LISTEN: explained(listen.optional(), {
    fallback: 'inbyggd: 127.0.0.1:2525, annars av / embedded: 127.0.0.1:2525, else off',
    sv: 'Egen mottagare av e-post (SMTP), värd:port.',
    en: 'Our own receiver of mail (SMTP), host:port.',
  }),
  LMTP_LISTEN: explained(listen.optional(), {
    fallback: 'av / off',
    sv: 'Egen mottagare av e-post från en e-postserver (LMTP), värd:port.',
    en: 'Our own receiver of mail from a mail server (LMTP), host:port.',
  }),
  IMAP_URL: explained(
    z
      .string()
      .refine(
        (text) => words(text).every((part) => parseMailbox(part) !== undefined),
        wrong(
          'Ange imaps://användare:lösenord@värd:port/INBOX, flera åtskilda av mellanslag. Specialtecken i användare och lösenord skrivs som %40 och liknande.',
          'Give imaps://user:password@host:port/INBOX, several separated by spaces. Write special characters in user and password as %40 and the like.',
        ),
      )
      .optional(),
    { fallback: 'inga / none', sv: 'Brevlådor att hämta från.', en: 'Mailboxes to fetch from.' },
  ),
  SMTP_URL: explained(
    url(
      /^smtps?:\/\//,
      'Ange smtp://värd:port eller smtps://användare:lösenord@värd:port.',
      'Give smtp://host:port or smtps://user:password@host:port.',
    ).optional(),
    {
      fallback: 'ingen: e-post väntar i utkorgen / none: mail waits in the outbox',
      sv: 'Server för utgående e-post.',
      en: 'Server for outgoing mail.',
    },
  ),
  MAIL_FROM: explained(
    z
      .string()
      .regex(
        /^[^\s@<>]+@[^\s@<>]+$/,
        wrong('Ange en adress, till exempel kontakt@kommunen.se.', 'Give an address, for example contact@municipality.se.'),
      )
      .optional(),
    { fallback: '`kontakt@<MAIL_DOMAIN>`', sv: 'Avsändare på svar.', en: 'Sender of answers.' },
  ),
  MAIL_DOMAIN: explained(
    z
      .string()
      .regex(/^[\p{L}\d.-]+$/u, wrong('Ange bara domänen, till exempel kommunen.se.', 'Give the domain only, for example municipality.se.'))
      .optional(),
    {
      fallback: 'domänen i MAIL_FROM; inbyggd: exempelby.test / the domain of MAIL_FROM; embedded: exempelby.test',
      sv: 'Domän som svarsadresser skapas under.',
      en: 'Domain under which reply addresses are made.',
    },
  ),
  CASE_SYSTEMS: explained(
    z
      .string()
      .refine(
        (text) => parseCaseSystems(text) !== undefined,
        wrong(
          'Ange JSON: {"systemets kod": {"url": "https://…", "token": "…", "region": "EU/EEA", "kinds": ["ärendetypens kod"], "owner": "vem som ansvarar", "briefing": "hur uppgifter får hämtas", "reviewBy": "2027-01-31", "subProcessor": "kod i registret, om någon utanför kommunen driver det"}}.',
          'Give JSON: {"the system’s code": {"url": "https://…", "token": "…", "region": "EU/EEA", "kinds": ["code of a case type"], "owner": "who answers for it", "briefing": "how data may be fetched", "reviewBy": "2027-01-31", "subProcessor": "code in the register, if someone outside the municipality runs it"}}.',
        ),
      )
      .optional(),
    {
      fallback: 'inga; inbyggd: påhittade på samma dator / none; embedded: made-up ones on the same machine',
      sv: 'Verksamhetssystem som kontaktcenter får fråga om status, se server/connector/case-system/README.md. Ett system utanför EU/EES startas inte, och inte heller ett utan ansvarig, genomgång och dag då den ses över (A24).',
      en: 'Boards’ own systems that may be asked for status, see server/connector/case-system/README.md. A system outside the EU/EEA is not started, nor one without an owner, a briefing and the day it is reviewed (A24).',
    },
  ),
  TRUSTED_PROXIES: explained(
    z
      .string()
      .refine(
        (text) => words(text).every(isProxy),
        wrong(
          'Ange proxyernas IP-adresser eller nät, åtskilda av mellanslag, till exempel 10.0.0.5 10.1.0.0/24.',
          'Give the proxies’ IP addresses or networks, separated by spaces, for example 10.0.0.5 10.1.0.0/24.',
        ),
      )
      .optional(),
    {
      fallback: 'inga / none',
      sv: 'Egna proxyer framför Ombud. Bara deras X-Forwarded-For tros; alla andra sådana rubriker bortses från.',
      en: 'Your own proxies in front of Ombud. Only their X-Forwarded-For is believed; every other such header is ignored.',
    },
  ),
  OIDC_ISSUER: explained(
    z
      .string()
      .refine(
        isSafe,
        wrong(
          'Ange utfärdarens adress, till exempel https://login.microsoftonline.com/<klient-id>/v2.0.',
          'Give the issuer’s address, for example https://login.microsoftonline.com/<tenant>/v2.0.',
        ),
      )
      .optional(),
    {
      fallback: 'ingen: lokala konton / none: local accounts',
      sv: 'Kommunens inloggning (OpenID Connect). Kräver OIDC_CLIENT_ID, OIDC_CLIENT_SECRET och OMBUD_PUBLIC_URL.',
      en: 'The municipality’s sign-in (OpenID Connect). Needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OMBUD_PUBLIC_URL.',
    },
  ),
  OIDC_CLIENT_ID: explained(z.string().min(1).optional(), {
    fallback: '–',
    sv: 'Ombuds id hos utfärdaren.',
    en: 'Ombud’s id at the issuer.',
  }),
  OIDC_CLIENT_SECRET: explained(z.string().min(1).optional(), {
    fallback: '–',
    sv: 'Ombuds hemlighet hos utfärdaren.',
    en: 'Ombud’s secret at the issuer.',
  }),
  OIDC_GROUPS_CLAIM: explained(z.string().min(1).default('groups'), {
    fallback: 'groups',
    sv: 'Uppgiften i id-token som listar personens grupper.',
    en: 'The claim of the id token that lists the person’s groups.',
  }),
  OIDC_ID_CLAIM: explained(z.string().min(1).optional(), {
    fallback: 'ingen: kopplas med engångslänk / none: linked by a one-time link',
    sv: 'Uppgiften i id-token som är samma som personens externalId i SCIM, i Entra ID oftast oid. Aldrig en e-postadress.',
    en: 'The claim of the id token that equals the person’s externalId in SCIM, in Entra ID usually oid. Never an e-mail address.',
  }),
  OIDC_SCOPES: explained(z.string().min(1).default('openid profile'), {
    fallback: 'openid profile',
    sv: 'Vad som begärs av utfärdaren.',
    en: 'What is asked of the issuer.',
  }),
  OIDC_NAME: explained(z.string().trim().min(1).max(40).default('kommunkonto'), {
    fallback: 'kommunkonto',
    sv: 'Vad knappen heter efter ”Logga in med”.',
    en: 'What the button is called after “Sign in with”.',
  }),
  LINK_CHECKS: explained(
    z.enum(['off', 'on', 'private'], wrong('Ange off, on eller private.', 'Give off, on or private.')).default('off'),
    {
      fallback: 'off',
      sv: 'Om Ombud får titta efter att länkarna som visas för allmänheten fungerar. on: adresser på internet, aldrig i privata nät. private: även dem. Utan värde lämnar inget anrop programmet.',
      en: 'Whether Ombud may look whether the links shown to the public work. on: addresses on the internet, never in private nets. private: those too. Without it no call leaves the program.',
    },
  ),
  SESSION_HOURS: explained(
    z
      .string()
      .refine(
        (text) => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 12,
        wrong('Ange hela timmar, 1 till 12.', 'Give whole hours, 1 to 12.'),
      )
      .default('10'),
    {
      fallback: '10',
      sv: 'Hur länge en inloggning varar, i timmar. Mer än riktlinjens 10 larmar under Skyddsåtgärder och i /health/controls.',
      en: 'How long a session lasts, in hours. More than the guideline’s 10 raises an alarm under Security measures and in /health/controls.',
    },
  ),
  LOG_LEVEL: explained(
    z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
        wrong('Ange fatal, error, warn, info, debug, trace eller silent.', 'Give fatal, error, warn, info, debug, trace or silent.'),
      )
      .default('info'),
    { fallback: 'info', sv: 'Hur mycket loggen berättar. Aldrig innehåll.', en: 'How much the log tells. Never content.' },
  ),
})

type Env = z.infer<typeof Env>

/**
 * Reads every setting from the environment, once. An empty value counts as not given, except where empty means off.
 * @throws one Error that lists every wrong setting and what to write instead, in Swedish and English
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const emptyMeansOff = ['SMTP_LISTEN', 'LMTP_LISTEN']
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== '' || emptyMeansOff.includes(name)))
  const read = Env.safeParse(given)
  if (!read.success) throw unusable(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  return shape(read.data)
}

function shape(env: Env): Settings {
  const embedded = env.DATABASE_URL === undefined
  const dataFolder = resolve(env.OMBUD_DATA)
  const keysFolder = resolve(env.OMBUD_KEYS ?? `${dataFolder}-keys`)
  if (`${keysFolder}/`.startsWith(`${dataFolder}/`)) {
    throw unusable([
      'OMBUD_KEYS: Nycklarna måste ligga utanför OMBUD_DATA, annars följer de med i dess säkerhetskopia. / The keys must lie outside OMBUD_DATA, or they go with its backup.',
    ])
  }
  const mailDomain = env.MAIL_DOMAIN ?? env.MAIL_FROM?.split('@')[1] ?? (embedded ? 'exempelby.test' : undefined)
  if (!mailDomain && (env.SMTP_LISTEN || env.LMTP_LISTEN || env.IMAP_URL || env.SMTP_URL)) {
    throw unusable([
      'MAIL_DOMAIN: Ange domänen som svarsadresser ska ligga under, eftersom e-post är påslagen. / Give the domain for reply addresses, since mail is switched on.',
    ])
  }
  const smtpListen =
    env.SMTP_LISTEN === undefined && embedded ? { host: '127.0.0.1', port: 2525, given: false } : parseListen(env.SMTP_LISTEN ?? '')
  return {
    databaseUrl: env.DATABASE_URL,
    embedded,
    dataFolder,
    keysFolder,
    keyService: env.OMBUD_KEY_SERVICE,
    http: { host: env.HOST, port: Number(env.PORT ?? 8800), given: env.PORT !== undefined },
    publicUrl: env.OMBUD_PUBLIC_URL?.replace(/\/+$/, ''),
    role: env.OMBUD_ROLE,
    smtpListen,
    lmtpListen: parseListen(env.LMTP_LISTEN ?? ''),
    mailboxes: words(env.IMAP_URL ?? '').flatMap((part) => parseMailbox(part) ?? []),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? `kontakt@${mailDomain ?? 'localhost'}`,
    mailDomain: mailDomain ?? 'localhost',
    caseSystems: env.CASE_SYSTEMS === undefined ? undefined : parseCaseSystems(env.CASE_SYSTEMS),
    trustedProxies: words(env.TRUSTED_PROXIES ?? ''),
    provider: providerOf(env),
    linkChecks: env.LINK_CHECKS,
    sessionHours: Number(env.SESSION_HOURS),
    logLevel: env.LOG_LEVEL,
  }
}

function providerOf(env: Env): ProviderSetting | undefined {
  if (env.OIDC_ISSUER === undefined) return undefined
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OMBUD_PUBLIC_URL: address } = env
  if (clientId === undefined || clientSecret === undefined || address === undefined)
    throw unusable([
      'OIDC_ISSUER: Ange också OIDC_CLIENT_ID, OIDC_CLIENT_SECRET och OMBUD_PUBLIC_URL. / Give OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OMBUD_PUBLIC_URL too.',
    ])
  if (env.OIDC_ID_CLAIM !== undefined && /^(e?mail|upn|preferred_username|unique_name|name)$/i.test(env.OIDC_ID_CLAIM))
    throw unusable([
      'OIDC_ID_CLAIM: En adress eller ett namn kan bytas och återanvändas. Ange ett id, till exempel oid. / An address or a name can be changed and reused. Give an id, for example oid.',
    ])
  return {
    issuer: env.OIDC_ISSUER,
    clientId,
    clientSecret,
    groupsClaim: env.OIDC_GROUPS_CLAIM,
    idClaim: env.OIDC_ID_CLAIM,
    scopes: env.OIDC_SCOPES,
    name: env.OIDC_NAME,
  }
}

function unusable(lines: string[]): Error {
  return new Error(
    [
      'Ombud startar inte förrän detta är rättat. / Ombud does not start until this is corrected.',
      ...lines.map((line) => `  ${line}`),
    ].join('\n'),
  )
}

/** The settings as a Markdown table, for docs/generated/settings.md. */
export function settingsTable(): string {
  const rows = Object.entries(Env.shape).map(([name, schema]) => {
    const { fallback, sv, en } = Words.parse(schema.meta())
    return `| \`${name}\` | ${fallback} | ${sv} | ${en} |`
  })
  return ['| Setting | Utan värde / default | Svenska | English |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

const Words = z.object({ fallback: z.string(), sv: z.string(), en: z.string() })

function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const longest = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0
  return (
    longest > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest))
  )
}

function parseListen(text: string): Listen | undefined {
  const found = /^(?:\[([\da-f:]+)\]|([^\s:]+)):(\d{1,5})$/i.exec(text)
  const port = Number(found?.[3])
  const host = found?.[1] ?? found?.[2]
  return host !== undefined && port <= 65535 ? { host, port, given: true } : undefined
}

function parseMailbox(text: string): Mailbox | undefined {
  if (!/^imaps?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const { protocol, hostname, port, username, password, pathname } = new URL(text)
  const [user, secret, mailbox] = [username, password, pathname.slice(1)].map(unescaped)
  if (!hostname || !user || secret === undefined || mailbox === undefined) return undefined
  const secure = protocol === 'imaps:'
  return { host: hostname, port: Number(port) || (secure ? 993 : 143), secure, user, password: secret, mailbox: mailbox || 'INBOX' }
}

const CaseSystemsFile = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  z.strictObject({
    url: z.string().refine(isSafe),
    token: z.string().min(1),
    region: z.string(),
    kinds: z.array(z.string().min(1)).min(1),
    owner: z.string().trim().min(3).max(200).optional(),
    briefing: z.string().trim().min(20).max(10_000).optional(),
    reviewBy: z.iso.date().optional(),
    subProcessor: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
      .optional(),
  }),
)

function parseCaseSystems(text: string): CaseSystemSetting[] | undefined {
  try {
    const read = CaseSystemsFile.safeParse(JSON.parse(text))
    if (!read.success) return undefined
    return Object.entries(read.data).map(([code, { url, ...system }]) => ({ code, url: url.replace(/\/+$/, ''), ...system }))
  } catch {
    return undefined // not JSON: the schema explains
  }
}

/** A token and someone's matter go over https, or nowhere but this machine; and never in the address. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, search, hash } = new URL(text)
  const near = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
  return (protocol === 'https:' || near) && username === '' && search === '' && hash === ''
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // a % that escapes nothing: the schema explains
  }
}
