import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // freshice from its sources, as this repository has them; an app that installs it needs no such line.
  resolve: { conditions: ['@freshice/source', ...defaultClientConditions] },
  server: {
    port: 5173,
    // The credential endpoint on the page's own origin: its cookies go along, and no CORS is needed.
    proxy: { '/api': process.env.ICE_ENDPOINT ?? 'http://127.0.0.1:8787' },
  },
})
