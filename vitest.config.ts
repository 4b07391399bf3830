import { defineConfig } from 'vitest/config'
import { chromium } from './test/chromium.ts'

// Threads without isolation: files of one worker share their modules, which makes forty files of database tests take seconds instead of a minute.
// A test may therefore not leave anything behind in a module.
export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['test/global-setup.ts'],
    include: ['{bin,server,contracts,web,test,tools,db}/**/*.test.{ts,tsx}'],
    exclude: chromium ? [] : ['test/e2e/**'],
  },
})
