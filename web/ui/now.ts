import { useEffect, useState } from 'react'

/** Milliseconds since 1970, told anew every `everyMs`, for ages that grow while someone looks at them. */
export function useNow(everyMs = 30_000): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
