import { html } from 'htm/preact'
import type { z } from 'zod'
import type { Notice } from '../../../contracts/rules.ts'
import { type Faults, faultSummary, field } from './field.ts'
import { hidden, type Page, to, type View } from './frame.ts'

/** Fields about the person: none has to be filled in, and a button sends without them (P10). */
export const personFields = ['name', 'email', 'phone', 'address', 'propertyDesignation'] as const
export const askFields = ['subject', 'body', ...personFields] as const
export type Asked = Record<(typeof askFields)[number], string>
type NoticeShown = z.infer<typeof Notice>
type Given = { asked: Asked; faults: Faults; notice: NoticeShown; once: string; posted: boolean }

/**
 * The question form, with what the notice says about it and the version that was shown (B1). The button that sends everything comes first,
 * since that is the one that Enter in a field presses; the other shows when the part about the person is open.
 */
export function askPage(view: View, given: Given): Page {
  const { t } = view
  const { asked, faults, notice, once } = given
  const kept = { noticeVersion: notice.version, once }
  return {
    title: `${Object.keys(faults).length > 0 ? t.errorTitle : ''}${t.askTitle}`,
    path: '/fraga',
    ...(given.posted && { again: { ...asked, ...kept, change: 'form' } }),
    main: html`
      ${faultSummary(t, faults)}
      <h1>${t.askTitle}</h1>
      <p class="lead">${t.askLead}</p>
      <form method="post" action=${to(view, '/fraga')} novalidate>
        ${hidden(kept)}
        ${field({ t, name: 'subject', label: t.subject, hint: t.subjectHint, value: asked.subject, fault: faults.subject, required: true })}
        ${field({ t, name: 'body', label: t.body, hint: t.bodyHint, value: asked.body, fault: faults.body, required: true, rows: 9 })}
        ${person(view, given)}
        <section class="told" aria-labelledby="told">
          <h2 id="told">${t.noticeTitle}</h2>
          <ul>${notice.sections.flatMap(({ sentences }) => sentences.filter(({ short }) => short).map(({ text }) => html`<li>${text}</li>`))}</ul>
          <p><a href=${to(view, '/integritet')}>${t.noticeMore}</a></p>
        </section>
        <div class="ends">
          <button class="primary">${t.send}</button>
          <button class="without" name="anonymous" value="yes">${t.sendAnonymous}</button>
        </div>
      </form>`,
  }
}

/** Asked for only when someone wants it (B7), with the warning beside the name. */
export function person({ t }: View, { asked, faults }: Pick<Given, 'asked' | 'faults'>, summary = t.personSummary) {
  const open = personFields.some((name) => asked[name] !== '' || faults[name] !== undefined)
  const ask = (name: (typeof personFields)[number], more: { autocomplete?: string; type?: string; hint?: string } = {}) =>
    field({ t, name, label: t[name], value: asked[name], fault: faults[name], ...more })
  return html`
    <details class="person" open=${open}>
      <summary>${summary} <span class="optional">${t.optional}</span></summary>
      <p>${t.personHint}</p>
      <div class="warning"><h2>${t.publicTitle}</h2><p>${t.publicText}</p></div>
      ${ask('name', { autocomplete: 'name' })}
      ${ask('email', { autocomplete: 'email', type: 'email', hint: t.emailHint })}
      ${ask('phone', { autocomplete: 'tel', type: 'tel' })}
      ${ask('address', { autocomplete: 'street-address' })}
      ${ask('propertyDesignation', { hint: t.propertyHint })}
    </details>`
}

/** Before the first notice is published nothing is collected (B1). */
export const shutPage = ({ t }: View): Page => ({
  title: t.shutTitle,
  path: '/fraga',
  main: html`<h1>${t.shutTitle}</h1><p class="lead">${t.shutText}</p>`,
})
