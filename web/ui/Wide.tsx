import type { ReactNode } from 'react'

/** What is wider than the screen scrolls sideways, and is reached with the keyboard to do so (WCAG 2.1.1). `label`: what it is called there. */
export function Wide({ label, sheet = false, children }: { label: string; sheet?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody without a pointer gets to what lies outside the screen
    <section className={sheet ? 'sheet sheet-scroll' : 'sheet-scroll'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
