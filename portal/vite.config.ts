import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  base: '/',
  build: {
    target: 'es2023',
    sourcemap: false,
    rollupOptions: {
      output: {
        // What changes with every release stays apart from what does not.
        manualChunks: (id: string) => (id.includes('node_modules') ? 'vendor' : undefined),
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7071', '/t': 'http://127.0.0.1:7071' } },
});
