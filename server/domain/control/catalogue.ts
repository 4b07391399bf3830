import type { Act } from '../../../contracts/instruction.ts'
import type { MeasureId } from '../rule/index.ts'

type Letter = 'a' | 'b' | 'c' | 'd'
/** Cybersäkerhetslagen (2025:1506) 2 kap. 3 §, its ten areas in order (check: the numbering has not been compared with the statute). */
export type Area = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10

export type Measure = {
  sv: string
  en: string
  /** GDPR 32(1). */
  gdpr32: Letter
  area: Area
  source: string
  version: string
  /** What it protects, and what is closed for the centre while it fails. Handing over stays open always. */
  protects: readonly Act[]
  /** Whom it concerns: every board whose instruction is in force, or those whose instruction names it. */
  concerns: 'every-board' | 'named'
  /** Whether it closes what it protects at every board that it concerns, or only where the instruction names it (A4). Otherwise it is an alarm. */
  mandatory: boolean
}

/** What the centre reads and writes in a case. */
const contents: readonly Act[] = [
  'receive',
  'handle',
  'assist',
  'advise',
  'draft',
  'decide',
  'read',
  'status.read',
  'status.tell',
  'listen',
  'export',
  'disclose',
]
/** What makes or takes out whole files. */
const files: readonly Act[] = ['record', 'listen', 'export', 'disclose']
const design = { source: 'Ombud, design §3, §8', version: '1' }
const ccs = { source: 'MCF, vägledning till cybersäkerhetslagen (check)', version: '2026' }

/** Every measure that Ombud promises, with its mapping to GDPR 32 and the ten areas (A8). Each has a probe in probes.ts or probe-database.ts. */
export const catalogue: Readonly<Record<MeasureId, Measure>> = {
  'sealed-files': {
    sv: 'Bilagor och råpost ligger krypterade på disk, var och en med en egen nyckel. Provet skriver en fil, läser den på disken och öppnar den igen.',
    en: 'Attachments and raw mail lie encrypted on disk, each with a key of its own. The probe writes a file, reads it on the disk and opens it again.',
    ...{ gdpr32: 'a', area: 8, protects: files, concerns: 'every-board', mandatory: true, ...design },
  },
  'key-apart': {
    sv: 'Nyckeln som öppnar filerna finns, ligger utanför datamappen och kan bara läsas av programmet (0600).',
    en: 'The key that opens the files is there, lies outside the data folder and can be read by the program only (0600).',
    ...{ gdpr32: 'a', area: 8, protects: files, concerns: 'every-board', mandatory: true, ...design },
  },
  'recording-key': {
    sv: 'Inspelade samtal låses med en egen nyckel. Inspelning används inte än.',
    en: 'Recorded calls are locked with a key of their own. Recording is not in use yet.',
    ...{ gdpr32: 'a', area: 8, protects: ['record', 'listen'], concerns: 'named', mandatory: true, ...design },
  },
  'row-security': {
    sv: 'Varje tabell har radsäkerhet som inte ens ägaren går förbi, och varje tabell med innehåll har minst en regel.',
    en: 'Every table has row security that not even its owner passes, and every table with content has at least one policy.',
    ...{ gdpr32: 'b', area: 9, protects: contents, concerns: 'every-board', mandatory: true, ...design },
  },
  'web-login': {
    sv: 'Webbens inloggning i databasen kan inte bli någon annan, inte radera och inte skapa något.',
    en: 'The web’s login to the database can’t become anyone else, delete nothing and create nothing.',
    ...{ gdpr32: 'b', area: 9, protects: contents, concerns: 'every-board', mandatory: true, ...design },
  },
  'access-log': {
    sv: 'Innehåll syns bara i en transaktion som redan har skrivit vem som läser, vad och varför.',
    en: 'Content can be seen only in a transaction that has written who reads, what and why.',
    ...{ gdpr32: 'd', area: 9, protects: contents, concerns: 'every-board', mandatory: true, ...design },
  },
  'session-limits': {
    sv: 'Sessioner och underskrifter tar slut när riktlinjen säger det.',
    en: 'Sessions and signatures end when the guideline says.',
    ...{ gdpr32: 'b', area: 10, protects: ['status.read', 'status.tell'], concerns: 'every-board', mandatory: false, ...ccs },
  },
  'sign-in-limits': {
    sv: 'Den som gissar lösenord bromsas så som riktlinjen säger.',
    en: 'Whoever guesses passwords is slowed down as the guideline says.',
    ...{ gdpr32: 'b', area: 10, protects: ['status.read', 'status.tell'], concerns: 'every-board', mandatory: false, ...ccs },
  },
  'look-up-limits': {
    sv: 'Ingen kan fråga andras system oftare än riktlinjen säger.',
    en: 'Nobody can ask others’ systems more often than the guideline says.',
    ...{ gdpr32: 'b', area: 9, protects: ['status.read', 'status.tell'], concerns: 'every-board', mandatory: true, ...ccs },
  },
  'hold-limits': {
    sv: 'Ett undantag från gallring har alltid ett slut.',
    en: 'A hold on disposal always has an end.',
    ...{ gdpr32: 'd', area: 7, protects: ['collect'], concerns: 'every-board', mandatory: false, ...design },
  },
  'disposal-alive': {
    sv: 'Inget som skulle ha gallrats för två dygn sedan ligger kvar.',
    en: 'Nothing that should have been disposed of two days ago is left.',
    ...{ gdpr32: 'd', area: 7, protects: ['collect'], concerns: 'every-board', mandatory: false, ...design },
  },
  'clock-unmoved': {
    sv: 'Databasens klocka är inte flyttad, så inget gallras för tidigt och ingen frist räknas fel.',
    en: 'The database’s clock has not been moved, so that nothing is disposed of early and no time limit is counted wrongly.',
    ...{ gdpr32: 'b', area: 6, protects: ['decide', 'purge'], concerns: 'every-board', mandatory: true, ...design },
  },
  'mail-encrypted': {
    sv: 'E-post till och från kommunens e-postserver går krypterad. Medan provet är rött väntar svar i utkorgen.',
    en: 'Mail to and from the municipality’s mail server travels encrypted. While the probe is red answers wait in the outbox.',
    ...{ gdpr32: 'a', area: 8, protects: ['reply'], concerns: 'every-board', mandatory: true, ...ccs },
  },
  'sub-processors': {
    sv: 'Den som driver en kanal eller ett system åt nämnden finns i registret, och nämnden har godkänt det.',
    en: 'Whoever runs a channel or a system for the board is in the register, and the board has consented.',
    ...{
      gdpr32: 'd',
      area: 4,
      protects: ['status.read', 'status.tell', 'transfer'],
      concerns: 'every-board',
      mandatory: true,
      source: 'GDPR 28(2), 28(4)',
      version: '2016/679',
    },
  },
  'inside-region': {
    sv: 'Ingen öppen kanal, inget system och inget underbiträde i bruk ligger utanför EU/EES.',
    en: 'No open channel, no system and no sub-processor in use lies outside the EU/EEA.',
    ...{
      gdpr32: 'b',
      area: 4,
      protects: ['transfer', 'export'],
      concerns: 'every-board',
      mandatory: true,
      source: 'GDPR 44',
      version: '2016/679',
    },
  },
}
