import { createApp } from 'vue';
import 'lifesign/define';
import App from './App.vue';

createApp(App).mount('#app');
