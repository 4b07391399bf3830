import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { FormField } from '../../../contracts/application.ts'
import type { ApplicantView } from '../../domain/application/index.ts'
import { type Faults, faultSummary, field } from './field.ts'
import { hidden, type Page, to, type View } from './frame.ts'

/** What each field has in the address of a form, so that no field of ours and none of the board's can be taken for each other. */
export const fieldName = (name: string) => `f-${name}`

type Given = {
  code: string
  own: ApplicantView
  /** As typed, over what is kept. */
  typed: Record<string, string>
  faults: Faults
  said: 'saved' | 'changed' | null
}

/** The draft, its owner's to read, change, submit or throw away. The first button, which Enter presses, saves and no more. */
export function applicationPage(view: View, { code, own, typed, faults, said }: Given): Page {
  const { t, lang } = view
  const { form, fields, answers, revision } = own
  const texts = t.application
  const path = '/ansokan'
  return {
    title: `${Object.keys(faults).length > 0 ? t.errorTitle : ''}${form.title[lang]}`,
    path,
    again: { code, act: 'open' },
    unlisted: true,
    main: html`
      ${faultSummary(t, faults)}
      ${said && html`<p class=${said === 'saved' ? 'good' : 'warning'} role="status">${said === 'saved' ? texts.saved : texts.changed}</p>`}
      <h1>${form.title[lang]}</h1>
      <p class="lead">${form.lead[lang]}</p>
      <p class="card">${texts.draft} ${texts.goes(form.retention_clause)}</p>
      <div class="warning"><h2>${t.publicTitle}</h2><p>${t.publicText}</p></div>
      ${answers.length === 0 && html`<p>${texts.empty}</p>`}
      ${
        fields === null
          ? html`<p class="warning" role="alert">${texts.shut}</p>`
          : html`
          <form method="post" action=${to(view, path)} novalidate>
            ${hidden({ code, revision: String(revision) })}
            ${fields.map((each) => answerField(view, each, own, { typed, faults }))}
            <div class="ends"><button name="act" value="save">${texts.save}</button></div>
            <div class=${faults.confirmed ? 'field faulty' : 'field'}>
              ${faults.confirmed && html`<p class="fault" id="confirmed-fault">${faults.confirmed}</p>`}
              <label class="tick"><input type="checkbox" id="confirmed" name="confirmed" value="yes" aria-describedby=${faults.confirmed ? 'confirmed-fault submit-hint' : 'submit-hint'} aria-invalid=${faults.confirmed ? 'true' : undefined} /> ${texts.confirm}</label>
              <p class="hint" id="submit-hint">${texts.submitHint}</p>
            </div>
            <div class="ends"><button class="primary" name="act" value="submit">${texts.submit}</button></div>
          </form>`
      }
      <form class="more" method="post" action=${to(view, path)}>${hidden({ code })}<button name="act" value="discard">${texts.discard}</button></form>`,
  }
}

function answerField(
  { t, lang }: View,
  asked: FormField,
  { answers }: ApplicantView,
  { typed, faults }: Pick<Given, 'typed' | 'faults'>,
): VNode {
  const name = fieldName(asked.name)
  const kept = answers.find((answer) => answer.field === asked.name)
  const value = typed[name] ?? kept?.value ?? ''
  const marked = kept?.by === 'agent' && kept.value !== ''
  const hint = [asked.help?.[lang], asked.kind === 'day' && t.application.dayHint, marked && t.application.byAgent]
    .filter(Boolean)
    .join(' ')
  const shared = { t, name, label: asked.label[lang], value, fault: faults[name], required: asked.required, ...(hint && { hint }) }
  if (asked.kind === 'choice' || asked.kind === 'yes-no') {
    const options =
      asked.kind === 'choice'
        ? asked.options.map((option) => [option.value, option[lang]] as const)
        : [['yes', t.application.yes] as const, ['no', t.application.no] as const]
    return pick({ ...shared, choose: t.application.choose, options })
  }
  if (asked.kind === 'text') return field({ ...shared, rows: 5 })
  const kind = { email: 'email', phone: 'tel' } as const
  return field({ ...shared, ...(asked.kind in kind && { type: kind[asked.kind === 'email' ? 'email' : 'phone'] }) })
}

type Pick_ = {
  name: string
  label: string
  value: string
  fault: string | undefined
  required: boolean
  hint?: string
  choose: string
  t: View['t']
  options: readonly (readonly [string, string])[]
}

/** One of several, as the browser's own list. */
function pick({ t, name, label, value, fault, required, hint, choose, options }: Pick_): VNode {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  return html`
    <div class=${fault ? 'field faulty' : 'field'}>
      <label for=${name}>${label}${!required && html` <span class="optional">${t.optional}</span>`}</label>
      ${hint && html`<p class="hint" id=${`${name}-hint`}>${hint}</p>`}
      ${fault && html`<p class="fault" id=${`${name}-fault`}>${fault}</p>`}
      <select id=${name} name=${name} required=${required} aria-describedby=${described || undefined} aria-invalid=${fault ? 'true' : undefined}>
        <option value="" selected=${value === ''}>${choose}</option>
        ${options.map(([id, words]) => html`<option value=${id} selected=${value === id}>${words}</option>`)}
      </select>
    </div>`
}

export function enterApplicationPage(view: View, { code, faults }: { code: string; faults: Faults }): Page {
  const { t } = view
  return {
    title: `${faults.code ? t.errorTitle : ''}${t.application.title}`,
    path: '/ansokan',
    main: html`
      ${faultSummary(t, faults)}
      <h1>${t.application.title}</h1>
      <p class="lead">${t.application.lead}</p>
      <form method="post" action=${to(view, '/ansokan')} novalidate>
        ${field({ t, name: 'code', label: t.code, hint: t.codeHint, value: code, fault: faults.code, required: true, code: true })}
        <button class="primary" name="act" value="open">${t.application.open}</button>
      </form>`,
  }
}

export function discardPage(view: View, code: string): Page {
  const { t } = view
  return {
    title: t.application.discardTitle,
    path: '/ansokan',
    again: { code, act: 'discard' },
    unlisted: true,
    main: html`
      <h1>${t.application.discardTitle}</h1>
      <p class="lead">${t.application.discardText}</p>
      <form method="post" action=${to(view, '/ansokan')}>
        ${hidden({ code })}
        <div class="ends"><button class="primary" name="act" value="open">${t.application.discardNo}</button><button name="act" value="discard-yes">${t.application.discardYes}</button></div>
      </form>`,
  }
}

/** What has ended: submitted, with the way to the answer, or thrown away. */
export function endedPage(view: View, code: string, state: 'submitted' | 'discarded'): Page {
  const { t } = view
  const texts = t.application
  return {
    title: texts[state],
    path: '/ansokan',
    again: { code, act: 'open' },
    unlisted: true,
    main: html`
      <h1>${texts[state]}</h1>
      <p class="lead">${state === 'submitted' ? texts.submittedText : texts.discardedText}</p>
      ${
        state === 'submitted' &&
        html`<p class="the-code">${code}</p>
          <form method="post" action=${to(view, '/svar')}>${hidden({ code })}<button class="primary">${t.open}</button></form>`
      }`,
  }
}
