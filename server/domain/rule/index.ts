export { caseOpens } from './case-opens.ts'
export { chooseRetention, retentionLevels, rulesAt } from './choose-retention.ts'
export { awaitsDelegation, clauseKey, holds, specificity, stretchOf } from './clause-reach.ts'
export { compileGrants } from './compile.ts'
export { isSo, type Known, type Other, type Truth } from './conditions.ts'
export { type Decision, decide, type Facts, instructionInForce, type RulesInForce, type Stop } from './decide.ts'
export { barriers, type Guardrail, guardrails } from './guardrails.ts'
export { eventsIn, momentOf, type When } from './moments.ts'
export { netGrants } from './net-grants.ts'
export { limitSentence, partSentences } from './part-sentences.ts'
export { basisWords, missionWords, specialWords, subjectWords } from './part-words.ts'
export { conditionReading, momentReading, periodReading } from './readings.ts'
export {
  actWords,
  categoryWords,
  channelWords,
  isRule,
  type Lang,
  listed,
  type Names,
  namesOf,
  recipientWords,
  type Words,
  wordsOf,
} from './sentence-words.ts'
export { clauseSentences, explain, retentionSentence, retentionSubject } from './sentences.ts'
