import type { Words } from './words.ts'

export const guard = {
  'guard.label': { sv: 'Personuppgifter i texten', en: 'Personal data in the text' },
  'guard.refused': {
    sv: 'Får inte stå här: nämndens instruktion säger inte varför. Texten kan inte sparas så här.',
    en: 'May not stand here: the board’s instruction doesn’t say why. The text can’t be saved like this.',
  },
  'guard.warned': {
    sv: 'Nämns inte i nämndens instruktion. Skriv det bara om ärendet behöver det.',
    en: 'Not mentioned in the board’s instruction. Write it only if the case needs it.',
  },
  'guard.mask': { sv: 'Maskera', en: 'Mask' },
  'guard.remove': { sv: 'Ta bort', en: 'Remove' },
  'guard.keep': { sv: 'Behövs', en: 'Needed' },
  'guard.maskWhat': { sv: 'Maskera {what}', en: 'Mask {what}' },
  'guard.removeWhat': { sv: 'Ta bort {what}', en: 'Remove {what}' },
  'guard.keepWhat': { sv: '{what} behövs här', en: '{what} is needed here' },
  'guard.marks': { sv: 'Innehåller: {kinds}', en: 'Holds: {kinds}' },
  'guard.identityNumber': { sv: 'personnummer', en: 'identity number' },
  'guard.phone': { sv: 'telefonnummer', en: 'telephone number' },
  'guard.email': { sv: 'e-postadress', en: 'mail address' },
  'guard.address': { sv: 'gatuadress', en: 'street address' },
  'guard.property': { sv: 'fastighetsbeteckning', en: 'property designation' },
  'guard.bankAccount': { sv: 'bankkonto', en: 'bank account' },
  'guard.vehicle': { sv: 'registreringsnummer', en: 'registration plate' },
  'guard.health': { sv: 'hälsa', en: 'health' },
  'guard.social': { sv: 'sociala förhållanden', en: 'social circumstances' },
  'guard.offence': { sv: 'brott', en: 'offence' },
  'guard.child': { sv: 'barn', en: 'child' },
  'guard.protectedIdentity': { sv: 'skyddad identitet', en: 'protected identity' },
  'guard.specialCategory': { sv: 'känslig uppgift', en: 'special category' },
} as const satisfies Words
