import { createContext, type ReactNode, useContext } from 'react'
import type { Reply } from '../../contracts/api.ts'

type Me = Reply<'me'>
const Signed = createContext<Me | null>(null)

export function SignedIn({ me, children }: { me: Me; children: ReactNode }) {
  return <Signed value={me}>{children}</Signed>
}

/** Who works here just now. Only below the sign-in. */
export function useMe(): Me {
  const me = useContext(Signed)
  if (!me) throw new Error('useMe before sign-in')
  return me
}
