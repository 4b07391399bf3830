/** Reading of what comes without a schema: a kept draft, the text of a certificate. What isn't there, or isn't text, is empty. */
export type Loose = Readonly<Record<string, unknown>>
export const isLoose = (given: unknown): given is Loose => typeof given === 'object' && given !== null && !Array.isArray(given)
export const textAt = (given: Loose, key: string): string => {
  const found = given[key]
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}
export const looseAt = (given: Loose, key: string): Loose => {
  const found = given[key]
  return isLoose(found) ? found : {}
}
export const listAt = (given: Loose, key: string): Loose[] => {
  const found = given[key]
  return Array.isArray(found) ? found.filter(isLoose) : []
}
