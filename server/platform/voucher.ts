import { createHash } from 'node:crypto'
import { asOwner, sql } from './db.ts'
import { keptSecret } from './kept-secret.ts'
import type { Logins } from './migrate.ts'
import type { Settings } from './settings.ts'

/**
 * What a process says to the database when it has verified something that only a program can verify: a provider's token, a passkey's signature,
 * a code. It lies in the keys folder, so that SQL in the web's connection alone opens no session (decision 0031).
 */
export const voucherOf = ({ keysFolder }: Pick<Settings, 'keysFolder'>): string => keptSecret(keysFolder, 'vouching')

/** Tells the database what the voucher's hash is. At every start, as the owner: every process on the same database has the same keys folder. */
export async function keepVoucher(logins: Pick<Logins, 'owner' | 'rolePrefix'>, settings: Pick<Settings, 'keysFolder'>): Promise<void> {
  const hash = createHash('sha256').update(voucherOf(settings)).digest()
  await asOwner(logins, (tx) =>
    tx.run(
      sql`insert into vouching_key (secret_hash) values (${hash}) on conflict (only_row) do update set secret_hash = excluded.secret_hash where vouching_key.secret_hash <> excluded.secret_hash`,
    ),
  )
}
