/** One text in both languages, side by side: a key that lacks either doesn't compile. `{name}` is filled in by the caller. */
type Forms = string | { readonly one: string; readonly other: string }
export type Words = Readonly<Record<string, { readonly sv: Forms; readonly en: Forms }>>

export type Language = 'sv' | 'en'

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type NamesOf<F> = F extends { readonly other: infer O } ? NamesIn<O> : NamesIn<F>
/** What must be given along with a key: nothing, or every `{name}` its Swedish text holds. */
export type Filling<E extends { readonly sv: Forms }> = [NamesOf<E['sv']>] extends [never]
  ? []
  : [fill: { readonly [N in NamesOf<E['sv']>]: string | number }]

const plurals = { sv: new Intl.PluralRules('sv-SE'), en: new Intl.PluralRules('en-GB') }

/** Chooses the plural form by `n` and fills in the names. A name nobody gave stays as it is, so that it is seen. */
export function say(forms: Forms, language: Language, fill: Readonly<Record<string, string | number>> = {}): string {
  const text = typeof forms === 'string' ? forms : plurals[language].select(Number(fill.n ?? 0)) === 'one' ? forms.one : forms.other
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(fill[name] ?? whole))
}
