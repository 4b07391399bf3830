import { html } from 'htm/preact'
import { type Page, to, type View } from './frame.ts'
import type { Fault } from './texts.ts'

/** What went wrong, as a page. `trace`: id of the line in our log, when the fault is ours. */
export function faultPage(view: View, fault: Fault, trace?: string): Page {
  const { t } = view
  const [title, words] = t.faults[fault]
  return {
    title: title ?? '',
    path: '',
    unlisted: true,
    main: html`
      <h1>${title}</h1>
      <p class="lead">${words}</p>
      ${trace && html`<p>${t.trace(trace)}</p>`}
      <p><a class="button" href=${to(view, '/fraga')}>${t.toAsk}</a></p>`,
  }
}
