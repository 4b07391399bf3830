import { html } from 'htm/preact'
import type { z } from 'zod'
import type { Conversation } from '../../../contracts/contact.ts'
import type { OwnRights } from '../../domain/rights/index.ts'
import { type Faults, faultSummary, field } from './field.ts'
import { hidden, type Page, to, type View } from './frame.ts'
import { rightsSection } from './rights-page.ts'
import { dayInWords, instantInWords } from './texts.ts'

type Told = z.infer<typeof Conversation>
/** `body`: what was typed and not yet sent. `said`: what has just happened. */
type Given = {
  code: string
  told: Told
  once: string
  body: string
  faults: Faults
  said: 'received' | 'later' | null
  rights: OwnRights | null
}

export function conversationPage(view: View, given: Given): Page {
  const { t, lang } = view
  const { code, told, faults, said } = given
  return {
    title: `${faults.body ? t.errorTitle : ''}${t.conversationTitle}`,
    path: '/svar',
    again: { code },
    unlisted: true,
    main: html`
      ${faultSummary(t, faults)}
      ${said && html`<p class=${said === 'received' ? 'good' : 'warning'} role="status">${said === 'received' ? t.moreReceived : t.moreLater}</p>`}
      <h1>${t.conversationTitle}</h1>
      <dl class="facts">
        ${told.number !== null && html`<div><dt>${t.number}</dt><dd>${told.number}</dd></div>`}
        ${told.boardName !== null && html`<div><dt>${t.board}</dt><dd>${told.boardName}</dd></div>`}
        <div><dt>${t.state}</dt><dd>${t.stateOf[told.state]}</dd></div>
        ${told.number !== null && html`<div><dt>${t.disappears}</dt><dd>${ending(view, told)}</dd></div>`}
      </dl>
      ${given.rights && rightsSection(view, given.rights)}
      <h2>${t.messages}</h2>
      ${told.messages.length === 0 && html`<p>${t.noMessages}</p>`}
      <ol class="messages">
        ${told.messages.map(
          ({ at, direction, body }) => html`
          <li class=${direction}>
            <h3>${direction === 'in' ? t.you : t.us} <time datetime=${at}>${instantInWords(at, lang)}</time></h3>
            <p class="written">${body}</p>
          </li>`,
        )}
      </ol>
      ${told.kept !== null && mirror(view, told.kept)}
      ${told.number !== null && seenBy(view, told.seen)}
      <form method="post" action=${to(view, '/svar')}>${hidden({ code })}<button>${t.again}</button></form>
      ${(told.number !== null || given.body !== '') && writeMore(view, given)}`,
  }
}

/** What is kept, why, until when, and what would stop it: folded, so that the answer stands first. */
const mirror = ({ t, lang }: View, { what, sentence, clause, laws, on, stops }: NonNullable<Told['kept']>) => html`
  <details class="mirror">
    <summary>${t.mirror}</summary>
    <h2>${t.mirrorWhat}</h2>
    <ul>${what.map((each) => html`<li>${each}</li>`)}</ul>
    <h2>${t.mirrorWhy}</h2>
    <p>${sentence}</p>
    <blockquote lang="sv"><p>${clause.text}</p></blockquote>
    <p class="hint">${t.mirrorClause(clause.id, laws.join(', '))}</p>
    <h2>${t.mirrorUntil}</h2>
    <p>${on === null ? t.mirrorNoDay : t.mirrorDay(dayInWords(on, lang))}</p>
    ${stops.length > 0 && html`<h2>${t.mirrorStops}</h2><ul>${stops.map((each) => html`<li>${each}</li>`)}</ul>`}
  </details>`

/** Who has looked, by role: the date and the purpose, never a name. */
const seenBy = ({ t, lang }: View, seen: Told['seen']) => html`
  <details class="mirror">
    <summary>${t.seen}</summary>
    ${seen.length === 0 ? html`<p>${t.seenNone}</p>` : html`<ul>${seen.map(({ at, role, purpose }) => html`<li><time datetime=${at}>${instantInWords(at, lang)}</time>: ${role}, ${purpose}</li>`)}</ul>`}
    <p class="hint">${t.seenHint}</p>
  </details>`

function ending({ t, lang }: View, { disposeOn, state }: Told): string {
  if (disposeOn !== null) return t.disappearsOn(dayInWords(disposeOn, lang))
  return state === 'closed' ? t.disappearsClosed : t.disappearsOpen
}

const writeMore = (view: View, { code, once, body, faults }: Given) => html`
  <form class="more" method="post" action=${to(view, '/svar/meddelande')} novalidate>
    ${hidden({ code, once })}
    ${field({ t: view.t, name: 'body', label: view.t.more, hint: view.t.moreHint, value: body, fault: faults.body, required: true, rows: 6 })}
    <button class="primary">${view.t.sendMore}</button>
  </form>`
