import { useState } from 'react'

export type Theme = 'system' | 'light' | 'dark'
const kept = 'ombud.theme'
const chosen = (): Theme => {
  const theme = localStorage.getItem(kept)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(chosen)
  const change = (next: Theme) => {
    localStorage.setItem(kept, next)
    document.documentElement.dataset.theme = next
    setTheme(next)
  }
  return [theme, change]
}
