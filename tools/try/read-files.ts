import { parseDocument } from 'yaml'
import { z } from 'zod'
import { InstructionFile } from '../../contracts/instruction.ts'
import { readAs, readYaml, TriedRecord, TriedRule } from './rule-file.ts'

type Given = { path: string; text: string }
/** `given`: each rule as it stands in the file. */
type Rules = { rules: TriedRule[]; faults: string[]; given: unknown[] }

/** Files of rules; or an instruction's file, with a file of records after it. */
export function readRules(files: readonly Given[]): Rules {
  const [first, second] = files
  if (first && isInstruction(first.text)) return readInstructionAndRecords(first, second)
  const read = files.map(({ path, text }) => rulesOf(path, text))
  return {
    rules: read.flatMap(({ rules }) => rules),
    faults: read.flatMap(({ faults }) => faults),
    given: read.flatMap(({ given }) => given),
  }
}

/** Each rule by itself, so that one that is wrong doesn't hide the others. */
function rulesOf(path: string, text: string): Rules {
  const list = readYaml(z.array(z.unknown()), text, path)
  if (list.value === null) return { rules: [], faults: list.faults, given: [] }
  const read = list.value.map((each, at) => ruleAt(each, `${path}, regel ${at + 1}`))
  return { rules: read.flatMap(({ value }) => value ?? []), faults: read.flatMap(({ faults }) => faults), given: list.value }
}

const ruleAt = (given: unknown, name: string) => {
  const said = z.object({ rule: z.string() }).safeParse(given)
  return readAs(TriedRule, given, said.success ? `${name} “${said.data.rule.slice(0, 60)}”` : name)
}

const isInstruction = (text: string): boolean => {
  const document = parseDocument(text)
  return document.errors.length === 0 && z.object({ board: z.string(), clauses: z.array(z.unknown()) }).safeParse(document.toJS()).success
}

function readInstructionAndRecords(instruction: Given, records: Given | undefined): Rules {
  const file = readYaml(InstructionFile, instruction.text, instruction.path)
  const tried = records === undefined ? { value: [], faults: [] } : readYaml(z.array(TriedRecord), records.text, records.path)
  if (file.value === null || tried.value === null) return { rules: [], faults: [...file.faults, ...tried.faults], given: [] }
  const rule = TriedRule.parse({
    rule: file.value.title,
    about: file.value.board,
    vocabulary: file.value.vocabulary,
    clauses: file.value.clauses,
  })
  return { rules: [{ ...rule, records: tried.value }], faults: [], given: [] }
}
