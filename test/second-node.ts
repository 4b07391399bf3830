import { openLog } from '../server/platform/log.ts'
import type { Logins } from '../server/platform/migrate.ts'
import { readSettings } from '../server/platform/settings.ts'
import { serve } from '../server/serve.ts'

/** The product's web in a process of its own, on a database that another process serves too. Started by stop-everywhere.test.ts only. */
const { env, logins }: { env: Record<string, string>; logins: string } = JSON.parse(process.env.OMBUD_SECOND ?? '')
const given: Logins = JSON.parse(logins)
const settings = { ...readSettings(env), role: 'web' as const, http: { host: '127.0.0.1', port: 0, given: false } }
const serving = await serve({ settings, logins: given, demo: true, log: openLog('silent') })
process.send?.({ url: serving.url })
process.on('disconnect', () => process.exit(0))
