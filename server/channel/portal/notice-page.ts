import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { z } from 'zod'
import { channelKinds } from '../../../contracts/instruction.ts'
import type { Notice } from '../../../contracts/rules.ts'
import type { NoticePart } from '../../domain/publication/index.ts'
import { channelWords } from '../../domain/rule/index.ts'
import { type Page, to, type View } from './frame.ts'
import { dayInWords } from './texts.ts'

type Shown = z.infer<typeof Notice>
type Section = Shown['sections'][number]
type Sentence = Section['sentences'][number]

/** The notice as it was compiled: the first layer, the way to one's own channel and board, then everything, each sentence with the clauses that make it true (P1). */
export function noticePage(view: View, notice: Shown, part: NoticePart & { path: string }): Page {
  const { t, lang } = view
  const { version, publishedOn, sections, boards, current } = notice
  const boardName = boards.find(({ code }) => code === part.board)?.name
  const about = part.channel === undefined ? boardName : channelWords[part.channel][lang]
  const title = about === undefined ? t.toNotice : `${t.toNotice}: ${about}`
  const first = sections.flatMap(({ sentences }) => sentences.filter(({ short }) => short))
  return {
    title,
    path: part.path,
    main: html`
      <h1>${title}</h1>
      <p class="lead">${t.published(dayInWords(publishedOn, lang), version)}</p>
      ${!current && html`<p class="card" role="note">${t.noticeOld} <a href=${to(view, '/integritet')}>${t.noticeNow}</a></p>`}
      <section class="told" aria-labelledby="short">
        <h2 id="short">${t.noticeShort}</h2>
        <ul>${first.map(({ text }) => html`<li>${withLinks(text)}</li>`)}</ul>
      </section>
      <p><a href=${`${current ? '/integritet.pdf' : `/integritet/${version}/pdf`}?lang=${lang}`}>${t.asPdf}</a></p>
      ${current && ways(view, notice, part)}
      <p>${t.noticeLead}</p>
      ${sections.map((section, at) => sectionOf(view, section, at, boards))}`,
  }
}

/** To what holds where one is, or for the board one asks; to the same on paper, and to what was said before. */
function ways(view: View, { boards, sections }: Shown, part: NoticePart): VNode {
  const { t, lang } = view
  const open = new Set(
    sections.flatMap(({ sentences }) => sentences.filter(({ line }) => line === 'B5-place').flatMap(({ channels }) => channels)),
  )
  const channels = part.channel === undefined && part.board === undefined ? channelKinds.filter((kind) => open.has(kind)) : []
  const links = (list: readonly { path: string; words: string }[]) =>
    html`<ul class="ways">${list.map(({ path, words }) => html`<li><a href=${to(view, path)}>${words}</a></li>`)}</ul>`
  return html`
    <nav aria-label=${t.noticeWays}>
      ${channels.length > 0 && html`<h2>${t.noticeByChannel}</h2>${links(channels.map((kind) => ({ path: `/integritet/kanal/${kind}`, words: channelWords[kind][lang] })))}`}
      ${part.board === undefined && part.channel === undefined && html`<h2>${t.noticeByBoard}</h2>${links(boards.map(({ code, name }) => ({ path: `/integritet/namnd/${code}`, words: name })))}`}
      ${links([
        ...(part.channel === undefined && part.board === undefined ? [] : [{ path: '/integritet', words: t.noticeWhole }]),
        ...(part.board === undefined ? [] : [{ path: `/instruktion/${part.board}`, words: t.toInstruction }]),
        { path: '/allmanna-handlingar', words: t.toRecords },
        { path: '/integritet/versioner', words: t.noticeVersions },
      ])}
    </nav>`
}

function sectionOf(view: View, { id, heading, sentences }: Section, at: number, boards: Shown['boards']): VNode {
  const common = sentences.filter(({ board }) => board === null)
  const own = boards
    .map(({ code, name }) => ({ code, name, said: sentences.filter(({ board }) => board === code) }))
    .filter(({ said }) => said.length > 0)
  const long = own.length > 1 && sentences.length > 8
  return html`
    <section class="notice" aria-labelledby=${`part-${at}`}>
      <h2 id=${`part-${at}`}>${heading}</h2>
      ${common.length > 0 && sentenceList(view, common, `${id}-all`)}
      ${
        long
          ? own.map(
              ({ code, name, said }) => html`
              <details class="board"><summary><h3 class="board-name">${name}</h3></summary><div class="board-said">${sentenceList(view, said, `${id}-${code}`)}</div></details>`,
            )
          : own.map(({ code, said }) => sentenceList(view, said, `${id}-${code}`))
      }
    </section>`
}

const sentenceList = ({ t }: View, sentences: readonly Sentence[], name: string): VNode => html`
  <ul>
    ${sentences.map(
      ({ text, clauses }, nth) => html`
      <li>
        <p id=${`said-${name}-${nth}`}>${withLinks(text)}</p>
        <details>
          <summary aria-describedby=${`said-${name}-${nth}`}>${t.why}</summary>
          <p>${t.whyText}</p>
          <ul class="clauses">${clauses.map((clause) => html`<li><code>${clause}</code></li>`)}</ul>
        </details>
      </li>`,
    )}
  </ul>`

/** Addresses in the sentence become links, written exactly as the notice has them. */
const withLinks = (text: string) =>
  text
    .split(/(https:\/\/\S*[^\s.,;:])/)
    .map((part) => (part.startsWith('https://') ? html`<a href=${part} rel="noreferrer">${part}</a>` : part))
