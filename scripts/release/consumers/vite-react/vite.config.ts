import { freshiceEmulator } from '@freshice/emulator/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react(), freshiceEmulator({ ttl: 12 })],
  // The built app asks an endpoint, as it would of its own server.
  preview: { proxy: { '/api': process.env.ICE_ENDPOINT ?? '' } },
})
