import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.OMBUD_DEV_SERVER ?? 'http://127.0.0.1:8800'

export default defineConfig({
  root: 'web/agent',
  // React Aria has its English under en-US; our own en-GB finds it there.
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['sv-SE', 'en-US'] }), enforce: 'pre' }],
  build: {
    outDir: '../../dist/agent',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': { target: server, changeOrigin: true, headers: { origin: server } }, '/health': server } },
})
