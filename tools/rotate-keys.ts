import { parseArgs } from 'node:util'
import { asOwner } from '../server/platform/db.ts'
import { openKeys } from '../server/platform/key-service.ts'
import { forgetKey, formerKeys, replaceKey } from '../server/platform/keys.ts'
import { openDatabase } from '../server/platform/open-database.ts'
import { rewrapAll } from '../server/platform/rewrap.ts'
import { readSettings } from '../server/platform/settings.ts'

// `node bin/ombud.mjs rotate-keys`: a new key-encryption key, and every data key wrapped by it; no content is touched, and Ombud may go on
// serving. Stopped half-way, it goes on where it was. With a key service the new key is made there first, and this wraps anew.
// -- --forget   removes the former keys from the folder, once nothing is wrapped by them any more

const { values } = parseArgs({ options: { forget: { type: 'boolean', default: false } } })
const settings = readSettings(process.env)
const { logins, stop } = await openDatabase(settings, console)
try {
  const keys = openKeys(settings)
  const ownFile = settings.keyService === undefined
  const inTransaction: Parameters<typeof rewrapAll>[0] = (work) => asOwner(logins, work)
  const leftFromLastTime = await rewrapAll(inTransaction, keys)
  // what was wrapped before keys had names is no sign of a run that was stopped
  const resumed = leftFromLastTime > 0 && ownFile && formerKeys(settings.keysFolder).length > 0
  if (ownFile && !values.forget && !resumed) {
    replaceKey(settings.keysFolder)
    console.log(`${await rewrapAll(inTransaction, keys)} nycklar är låsta med den nya nyckeln. / keys are wrapped by the new key.`)
  } else console.log(`${leftFromLastTime} nycklar som var kvar är låsta om. / keys that were left are wrapped anew.`)
  const former = ownFile ? formerKeys(settings.keysFolder) : []
  if (values.forget) for (const name of former) forgetKey(settings.keysFolder, name)
  else if (former.length > 0)
    console.log(
      'Den förra nyckeln ligger kvar för säkerhetskopior. Ta bort den med --forget när ingen sådan ska kunna återläsas. / The former key is kept for backups; remove it with --forget when none of them is to be restored.',
    )
} finally {
  await stop()
}
