import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import { TextProvider } from '../texts/index.tsx'
import { client } from './queries.ts'
import { router } from './router.tsx'

// The employer's page has sent a proof back: it goes to the window that asked for it, and this one says so.
const proof = location.pathname === '/sign-in/proof' ? /^#([\w-]{43})$/.exec(location.hash)?.[1] : undefined
if (proof !== undefined) {
  new BroadcastChannel('ombud-proof').postMessage(proof)
  location.replace('/sign-in/done')
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no root')
createRoot(root).render(
  <StrictMode>
    <TextProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </TextProvider>
  </StrictMode>,
)
