import { z } from 'zod'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Notice, NoticeVersions } from '../../../contracts/rules.ts'
import { sql, type Tx } from '../../platform/db.ts'

type Lang = 'sv' | 'en'
/** Those that were published before sentences said whose they are and where have no more than their text. */
const Sentence = z.object({
  text: z.string(),
  clauses: z.array(z.string()),
  line: z.string().default(''),
  board: z.string().nullable().default(null),
  channels: z.union([z.literal('all'), z.array(ChannelKind)]).default('all'),
  short: z.boolean().default(false),
})
const Section = z.object({ id: z.string().default(''), heading: z.string(), sentences: z.array(Sentence) })
const Row = z.object({
  version: z.string(),
  newest: z.string(),
  content: z.object({ publishedOn: z.string(), sections: z.object({ sv: z.array(Section), en: z.array(Section) }) }),
  boards: z.array(z.object({ code: z.string(), name: z.string() })),
})
const VersionRow = z.object({ version: z.string(), published_on: z.string() })

/** Which part of the notice: what holds in one channel or for one board's matters, and the first layer or all of it. */
export type NoticePart = { channel?: ChannelKind | undefined; board?: string | undefined; layer?: 'short' | 'whole' | undefined }

/** The privacy notice as it stands now, or one that was published before. @throws not_found before the first has been published, or for a version or board that isn't */
export async function readNotice(
  tx: Tx,
  lang: Lang,
  { version, ...part }: NoticePart & { version?: string } = {},
): Promise<z.infer<typeof Notice>> {
  const row = await tx.maybe(
    Row,
    sql`
    select p.version, p.content, (select n.version from notice_publication n order by n.id desc limit 1) as newest,
      (select coalesce(json_agg(json_build_object('code', b.code, 'name', b.name) order by b.id), '[]') from board b) as boards
    from notice_publication p where ${version ?? null}::text is null or p.version = ${version ?? null} order by p.id desc limit 1`,
  )
  if (!row || (part.board !== undefined && !row.boards.some(({ code }) => code === part.board))) throw new Problem('not_found')
  return {
    version: row.version,
    current: row.version === row.newest,
    publishedOn: row.content.publishedOn,
    boards: row.boards,
    sections: partOf(row.content.sections[lang], part),
  }
}

/** Every publishing, newest first. */
export async function listNotices(tx: Tx): Promise<z.infer<typeof NoticeVersions>> {
  const rows = await tx.all(
    VersionRow,
    sql`select version, (published_at at time zone 'Europe/Stockholm')::date as published_on from notice_publication order by id desc limit 500`,
  )
  return { versions: rows.map(({ version, published_on: publishedOn }) => ({ version, publishedOn })) }
}

function partOf(sections: readonly z.infer<typeof Section>[], { channel, board, layer }: NoticePart): z.infer<typeof Section>[] {
  return sections
    .map((section) => ({
      ...section,
      sentences: section.sentences.filter(
        (each) =>
          (layer !== 'short' || each.short) &&
          (channel === undefined || each.channels === 'all' || each.channels.includes(channel)) &&
          (board === undefined || each.board === null || each.board === board),
      ),
    }))
    .filter(({ sentences }) => sentences.length > 0)
}
