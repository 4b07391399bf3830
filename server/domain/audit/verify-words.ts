/** What a check of the log can find, as whoever runs it reads it. */
export const faultWords = {
  unreadable: { sv: 'raden går inte att läsa', en: 'the line can’t be read' },
  'no-head': { sv: 'filen är ingen utskrift ur loggen', en: 'the file is no copy of a log' },
  'cut-short': { sv: 'filen är avkortad, eller har fler rader än den säger', en: 'the file is cut short, or has more lines than it says' },
  'checkpoint-unreadable': { sv: 'kontrollpunkten går inte att läsa', en: 'the checkpoint can’t be read' },
  'checkpoint-unsigned': {
    sv: 'kontrollpunkten är inte underskriven med loggens nyckel',
    en: 'the checkpoint isn’t signed with the log’s key',
  },
  'checkpoint-missing': { sv: 'kontrollpunkten som raderna ska leda till saknas', en: 'the checkpoint that the rows lead to is missing' },
  fork: { sv: 'två kontrollpunkter hör inte till samma historia', en: 'two checkpoints don’t belong to one history' },
  'other-log': { sv: 'filerna kommer ur olika loggar', en: 'the files come from different logs' },
  'kept-not-known': {
    sv: 'loggen visar inte att den sparade kontrollpunkten är dess början',
    en: 'the log doesn’t show that the kept checkpoint is its beginning',
  },
  'witness-false': { sv: 'vittnets underskrift stämmer inte', en: 'the witness’s signature is false' },
  'rows-lack': { sv: 'rader saknas i filen', en: 'rows are missing from the file' },
  'number-out-of-order': { sv: 'raden står på fel plats', en: 'the row stands in the wrong place' },
  'row-missing': { sv: 'raden finns inte längre i loggen', en: 'the row is in the log no more' },
  'not-yet-signed': { sv: 'raden är inte med i den senaste kontrollpunkten', en: 'the row isn’t in the last checkpoint' },
  'not-included': { sv: 'raden är inte den som kontrollpunkten gäller', en: 'the row isn’t the one that the checkpoint speaks of' },
  'entry-unreadable': { sv: 'radens text går inte att läsa', en: 'the row’s text can’t be read' },
  'row-gone': { sv: 'radens innehåll är borta', en: 'the row’s content is gone' },
  'row-changed': { sv: 'radens innehåll har ändrats', en: 'the row’s content has been changed' },
  'erased-too-early': { sv: 'radens innehåll är borttaget före sin tid', en: 'the row’s content was erased before its time' },
  'back-dated': { sv: 'raden säger en tid före den rad som kom före', en: 'the row says a time before the row that came before it' },
  'cut-off': { sv: 'loggen är kortare än den var', en: 'the log is shorter than it was' },
  'row-other-than-kept': { sv: 'raden är en annan än den som sparades', en: 'the row is another than the one that was kept' },
  'certificate-changed': { sv: 'intyget har ändrats', en: 'the certificate has been changed' },
  'chain-broken': { sv: 'intyget följer inte på det förra', en: 'the certificate doesn’t follow the one before' },
  'certificate-not-in-log': { sv: 'intyget är inte det som loggen gäller', en: 'the certificate isn’t the one that the log speaks of' },
  'certificate-missing': { sv: 'intyget saknas', en: 'the certificate is missing' },
} as const satisfies Record<string, { sv: string; en: string }>

export type Fault = keyof typeof faultWords
