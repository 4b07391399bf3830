import { Problem } from '../../../contracts/problems.ts'
import type { Handlers } from '../../platform/http.ts'
import { listDisposals } from './list-disposals.ts'
import { listReviews } from './reviews.ts'
import { upcoming } from './upcoming.ts'
import { findCertificate, verifyCertificate } from './verify.ts'

const daysAhead = 90

export const retentionRoutes: Pick<Handlers, 'listDisposals' | 'certificate' | 'listReviews'> = {
  listDisposals: (_, { app, actor }) =>
    app.db.as(actor, async (tx) => ({ disposals: await listDisposals(tx), upcoming: await upcoming(tx, daysAhead) })),
  listReviews: (_, { app, actor, lang }) => app.db.as(actor, (tx) => listReviews(tx, lang)),
  certificate: ({ params }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      const found = await findCertificate(tx, params.number)
      if (!found) throw new Problem('not_found')
      const { checkedAt, ...verified } = await verifyCertificate(tx, found, app.files)
      return {
        number: found.number,
        issuedAt: found.issued_at.toISOString(),
        body: found.body,
        hash: found.hash.toString('hex'),
        previousHash: found.previous_hash.toString('hex'),
        verified: { ...verified, checkedAt: checkedAt.toISOString() },
      }
    }),
}
