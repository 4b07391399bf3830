import { html } from 'htm/preact'
import type { z } from 'zod'
import type { RightsKind } from '../../../contracts/rights.ts'
import type { Notice } from '../../../contracts/rules.ts'
import type { OwnRights } from '../../domain/rights/index.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { type Asked, person } from './ask-page.ts'
import { blockOf } from './document-page.ts'
import { type Faults, faultSummary, field } from './field.ts'
import { hidden, type Page, to, type View } from './frame.ts'
import { rightsTexts } from './rights-texts.ts'
import { dayInWords } from './texts.ts'

type NoticeShown = z.infer<typeof Notice>
export type RightsGiven = {
  kind: RightsKind | null
  leads: string
  asked: Asked
  faults: Faults
  notice: NoticeShown
  once: string
  posted: boolean
}

/** What is asked most stands first. */
const kinds: readonly RightsKind[] = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'portability',
  'consent-withdrawal',
  'information',
  'records',
]

/** The general answer first, which stores nothing; then the form (B23). */
export function rightsPage(view: View, given: RightsGiven): Page {
  const { t, lang } = view
  const r = rightsTexts[lang]
  const { kind, leads, asked, faults, notice, once } = given
  const kept = { noticeVersion: notice.version, once }
  return {
    title: `${Object.keys(faults).length > 0 ? t.errorTitle : ''}${r.title}`,
    path: '/rattigheter',
    ...(given.posted && { again: { ...asked, ...kept, leads, ...(kind === null ? {} : { kind }), change: 'form' } }),
    main: html`
      ${faultSummary(t, faults)}
      <h1>${r.title}</h1>
      <p class="lead">${r.lead}</p>
      <section class="general" aria-labelledby="general">
        <h2 id="general">${r.general}</h2>
        <p>${r.generalText}</p>
        <ul class="steps">${r.points.map((point) => html`<li>${point}</li>`)}</ul>
        <p><a href=${to(view, '/integritet')}>${t.toNotice}</a></p>
      </section>
      <form method="post" action=${to(view, '/rattigheter')} novalidate>
        ${hidden(kept)}
        <fieldset class=${faults.kind ? 'field choice faulty' : 'field choice'} id="kind" tabindex="-1" aria-describedby=${faults.kind ? 'kind-fault' : undefined}>
          <legend>${r.kind}</legend>
          ${faults.kind && html`<p class="fault" id="kind-fault">${faults.kind}</p>`}
          ${kinds.map(
            (each) => html`
            <label class="pick"><input type="radio" name="kind" value=${each} checked=${each === kind} aria-describedby=${each === 'portability' ? 'no-right' : undefined} /> <span>${r.kinds[each]}${each === 'portability' && html`<small id="no-right"> ${r.noRight}</small>`}</span></label>`,
          )}
        </fieldset>
        ${field({ t, name: 'body', label: r.body, hint: r.bodyHint, value: asked.body, fault: faults.body, required: true, rows: 6 })}
        ${field({ t, name: 'leads', label: r.leads, hint: r.leadsHint, value: leads, fault: faults.leads, rows: 3 })}
        ${person(view, given, r.who)}
        <section class="told" aria-labelledby="told">
          <h2 id="told">${t.noticeTitle}</h2>
          <ul>${notice.sections.flatMap(({ sentences }) => sentences.filter(({ short }) => short).map(({ text }) => html`<li>${text}</li>`))}</ul>
        </section>
        <div class="ends">
          <button class="primary">${r.send}</button>
          <button class="without" name="anonymous" value="yes">${t.sendAnonymous}</button>
        </div>
      </form>`,
  }
}

/** How a request stands, board by board, with the decision when there is one. */
export function rightsSection({ lang }: View, { kind, receivedAt, parts }: OwnRights) {
  const r = rightsTexts[lang]
  const last = (due: Date) => dayInWords(stockholmDay(new Date(due.getTime() - 1)), lang)
  return html`
    <section class="card" aria-labelledby="request">
      <h2 id="request">${r.standing}: ${r.kinds[kind]}</h2>
      <p>${r.received(dayInWords(stockholmDay(receivedAt), lang))}</p>
      <h3>${r.sentTo}</h3>
      <dl class="facts">${parts.map((part) => html`<div><dt>${part.board}</dt><dd>${part.forwarded ? (part.decided ? r.decided : r.due(last(part.dueAt))) : r.onItsWay}</dd></div>`)}</dl>
      ${parts.flatMap(({ board, letter }) =>
        letter === null
          ? []
          : [
              html`
              <article class="letter" aria-label=${`${board}: ${letter.title}`}>
                <h3>${letter.title}</h3>
                ${letter.lead.map((text) => html`<p>${text}</p>`)}
                ${letter.sections.map(({ heading, blocks }) => html`<h4>${heading}</h4>${blocks.map(blockOf)}`)}
              </article>`,
            ],
      )}
    </section>`
}
