import type pg from 'pg'
import { seedExempelby } from '../db/seed/exempelby.ts'
import { asOwner } from '../server/platform/db.ts'

/** Every test's database begins as Exempelby. */
export async function seedTemplate(owner: pg.ClientConfig): Promise<void> {
  await asOwner({ owner, rolePrefix: 'ombud_template' }, seedExempelby)
}
