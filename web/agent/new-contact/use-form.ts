import { useEffect, useRef, useState } from 'react'
import { call } from '../client.ts'
import { type ContactForm, emptyForm, readForm } from './form.ts'

const pauseMs = 600
type Kept = 'same' | 'waiting' | 'kept' | 'failed'

/** The form is there at once; what was kept earlier comes into it unless someone has begun to write. Changes are kept 600 ms after the last one. */
export function useForm(): { form: ContactForm; change: (form: ContactForm) => void; kept: Kept; done: () => void } {
  const [form, setForm] = useState(emptyForm)
  const [kept, setKept] = useState<Kept>('same')
  const touched = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(form)
  useEffect(() => {
    let gone = false
    call('contactDraft').then(
      ({ body }) => {
        const before = readForm(body)
        if (before && !touched.current && !gone) setForm(before)
      },
      // Without the earlier draft one can still write; a server that is away is told of when something is kept.
      () => undefined,
    )
    return () => {
      gone = true
      if (timer.current) keepForm(latest.current)
      clearTimeout(timer.current)
    }
  }, [])
  const change = (next: ContactForm) => {
    touched.current = true
    latest.current = next
    setForm(next)
    setKept('waiting')
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      timer.current = undefined
      setKept(await keepForm(latest.current))
    }, pauseMs)
  }
  /** Registered: the draft is of no more use. */
  const done = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    keepForm({})
  }
  return { form, change, kept, done }
}

let last: Promise<unknown> = Promise.resolve()

/** One after the other: a draft on its way must not come after the emptying that followed it. */
function keepForm(form: ContactForm | Record<string, never>): Promise<Kept> {
  const keeping = last
    .then(() => call('keepDraft', { body: { kind: 'contact', caseId: null, body: { ...form } } }))
    .then(
      () => 'kept' as const,
      () => 'failed' as const,
    )
  last = keeping
  return keeping
}
