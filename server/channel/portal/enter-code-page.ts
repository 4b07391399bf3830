import { html } from 'htm/preact'
import { type Faults, faultSummary, field } from './field.ts'
import { type Page, to, type View } from './frame.ts'

/** The code goes in the body of a form each time: never in an address, a cookie or a history. */
export function enterCodePage(view: View, { code, faults }: { code: string; faults: Faults }): Page {
  const { t } = view
  return {
    title: `${faults.code ? t.errorTitle : ''}${t.codePageTitle}`,
    path: '/svar',
    main: html`
      ${faultSummary(t, faults)}
      <h1>${t.codePageTitle}</h1>
      <p class="lead">${t.codePageLead}</p>
      <form method="post" action=${to(view, '/svar')} novalidate>
        ${field({ t, name: 'code', label: t.code, hint: t.codeHint, value: code, fault: faults.code, required: true, code: true })}
        <button class="primary">${t.open}</button>
      </form>`,
  }
}
