/**
 * Is this ten or twelve digits somebody's personal identity number or coordination number? Skatteverket: the day exists, the birth number isn't 000,
 * the last digit checks the nine before it; a coordination number has sixty added to its day; centuries 18, 19 and 20 (folkbokföringslagen 18-18 d §§).
 */
export function identityRule(digits: string): 'personal' | 'coordination' | null {
  const century = digits.length === 12 ? Number(digits.slice(0, 2)) : null
  if (century !== null && (century < 18 || century > 20)) return null
  const ten = digits.slice(-10)
  if (ten.length !== 10 || ten.slice(6, 9) === '000') return null
  const [year, month, written] = [Number(ten.slice(0, 2)), Number(ten.slice(2, 4)), Number(ten.slice(4, 6))]
  const day = written > 60 ? written - 60 : written
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  // Without a century 29 February may be of either.
  const years = century === null ? [1900 + year, 2000 + year] : [century * 100 + year]
  if (!years.some((full) => day <= new Date(Date.UTC(full, month, 0)).getUTCDate())) return null
  if (!passesLuhn(ten)) return null
  return written > 60 ? 'coordination' : 'personal'
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const doubled = (digits.charCodeAt(index) - 48) * (index % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
