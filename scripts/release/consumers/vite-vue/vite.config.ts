import { freshiceEmulator } from '@freshice/emulator/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [vue(), freshiceEmulator({ ttl: 12 })],
  // The built app asks an endpoint, as it would of its own server.
  preview: { proxy: { '/api': process.env.ICE_ENDPOINT ?? '' } },
})
