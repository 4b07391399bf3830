import type { App } from '../../platform/app.ts'
import { openSeal } from '../../platform/seal.ts'
import { voucherOf } from '../../platform/voucher.ts'
import type { Verifier } from './sign-in-code.ts'

/** What this process verifies with. */
export const verifierOf = ({ settings, clock }: Pick<App, 'settings' | 'clock'>): Verifier => ({
  seal: openSeal(settings, 'sign-in-kek'),
  voucher: voucherOf(settings),
  atMs: clock.now().getTime(),
})
