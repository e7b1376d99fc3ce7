import { freshiceEmulator } from '@freshice/emulator/vite'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

// Your own credential endpoint, if you have one; else an emulated one, whose relay drops calls when a credential ends.
const endpoint = process.env.ICE_ENDPOINT

export default defineConfig({
  plugins: [react(), ...(endpoint ? [] : [freshiceEmulator({ ttl: 30 })])],
  // freshice from its sources, as this repository has them; an app that installs it needs no such line.
  resolve: { conditions: ['@freshice/source', ...defaultClientConditions] },
  server: {
    port: 5173,
    // On the page's own origin: its cookies go along, and no CORS is needed.
    proxy: endpoint ? { '/api': endpoint } : {},
  },
})
