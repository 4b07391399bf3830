import { setTimeout as wait } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { writeNote } from '../../server/domain/case/index.ts'
import { sql } from '../../server/platform/db.ts'
import type { Town } from './bench-town.ts'
import { atMost, type Measured, rawOf, short, told } from './figures.ts'
import { type Product, residentMiB } from './processes.ts'
import { median, quantile, race } from './race.ts'
import { caseOf, list, openCase, search } from './reads.ts'

const Count = z.object({ n: z.number() })

/** Mail over SMTP to the real listener until each is a contact with a case: stored, sealed, parsed, crossed. */
export async function measureMail(town: Town, product: Product): Promise<Measured> {
  const [rounds, each] = [5, 100]
  const transport = createTransport({
    host: '127.0.0.1',
    port: product.smtpPort,
    pool: true,
    maxConnections: 4,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  })
  const perSecond: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const before = await crossed(town)
    const began = performance.now()
    await Promise.all(
      Array.from({ length: each }, (_, nth) =>
        transport.sendMail({
          from: `Kim Exempel <kim${nth}@example.org>`,
          to: 'kontakt@exempelby.test',
          subject: `Gatlyktan lyser inte ${round}-${nth}`,
          text: 'Hej! Gatlyktan vid skolan lyser inte. '.repeat(20),
        }),
      ),
    )
    while ((await crossed(town)) < before + each) await wait(10)
    if (round > 0) perSecond.push((each * 1000) / (performance.now() - began)) // the first warms up
  }
  transport.close()
  const id = `mail-${town.cases}`
  return {
    figures: [
      told(id, `mails taken in a second over SMTP, until each is a case; ${town.cases} cases`, median(perSecond), '/s'),
      told(`${id}-rt`, 'the same, times the 5 a second of Request Tracker 5 (RT measured elsewhere)', median(perSecond) / 5, '×'),
    ],
    raw: [{ id, perSecond: perSecond.map(short) }],
  }
}

async function crossed({ owner }: Town): Promise<number> {
  const [[row] = []] = await owner.ask([sql`select count(*) as n from arrival where state = 'done'`])
  return Count.parse(row).n
}

/** The same work in two municipalities of different size, side by side: what a full database costs at the slow end. */
export async function measureGrowth(small: Town, large: Town): Promise<Measured> {
  const works = { open: openCase, list, search, save } as const
  const parts = []
  for (const [name, work] of Object.entries(works)) {
    const paces = await race({ small: work(small), large: work(large) }, { roundMs: 700 })
    const id = `growth-${name}`
    const ratio = median(paces.large.rounds.map((ms, round) => quantile(ms, 0.95) / quantile(paces.small.rounds[round] ?? [], 0.95)))
    parts.push({
      figure: atMost(id, `${name}: p95 at ${large.cases} cases against p95 at ${small.cases}`, ratio, 2),
      raw: { id, small: rawOf(paces.small), large: rawOf(paces.large) },
    })
  }
  return { figures: parts.map(({ figure }) => figure), raw: parts.map(({ raw }) => raw) }
}

const save =
  ({ db, agent, writable }: Town) =>
  (nth: number) =>
    db.as(agent, (tx) => writeNote(tx, caseOf(writable, nth), { body: `Ringde upp om ärendet, ingen svarade. ${nth}` }))

/** After everything above: what the two processes hold. */
export function measureMemory(product: Product, cases: number): Measured {
  const [web, worker] = [residentMiB(product.web), residentMiB(product.worker)]
  const id = `memory-${cases}`
  return {
    figures: [atMost(id, `memory of web and worker together after all of this; ${cases} cases`, web + worker, 400, 'MiB')],
    raw: [{ id, webMiB: short(web), workerMiB: short(worker) }],
  }
}
