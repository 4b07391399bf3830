import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Texts } from './texts.ts'

/** Field → what is wrong with it, in the reader's words. */
export type Faults = Record<string, string>

type Given = {
  t: Texts
  name: string
  label: string
  value: string
  fault?: string | undefined
  hint?: string
  rows?: number
  required?: boolean
  type?: string
  autocomplete?: string
  code?: boolean
}

/** A field with its label, hint and fault, tied together for those who hear the page. */
export function field({
  t,
  name,
  label,
  value,
  fault,
  hint,
  rows,
  required = false,
  type = 'text',
  autocomplete = 'off',
  code = false,
}: Given): VNode {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  const shared = {
    id: name,
    name,
    autocomplete,
    required,
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? 'true' : undefined,
  }
  const plain = code ? { class: 'code', spellcheck: false, autocapitalize: 'none' } : {}
  return html`
    <div class=${fault ? 'field faulty' : 'field'}>
      <label for=${name}>${label}${!required && html` <span class="optional">${t.optional}</span>`}</label>
      ${hint && html`<p class="hint" id=${`${name}-hint`}>${hint}</p>`}
      ${fault && html`<p class="fault" id=${`${name}-fault`}>${fault}</p>`}
      ${rows ? html`<textarea ...${shared} rows=${rows} value=${value}></textarea>` : html`<input ...${shared} ...${plain} type=${type} value=${value} />`}
    </div>`
}

/** What has to be corrected, first on the page and with the focus. */
export function faultSummary(t: Texts, faults: Faults): VNode | null {
  const all = Object.entries(faults)
  if (all.length === 0) return null
  return html`
    <div class="faults" role="alert" tabindex="-1" autofocus>
      <h2>${t.errorSummary}</h2>
      <ul>${all.map(([name, words]) => html`<li><a href=${`#${name}`}>${words}</a></li>`)}</ul>
    </div>`
}
