/* Loaded before a program (LD_PRELOAD): each time that it waits for the disk, it waits longer. SLOW_DISK_MS says how long. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void drag(void) {
  const char *ms = getenv("SLOW_DISK_MS");
  if (ms) usleep((useconds_t)atoi(ms) * 1000);
}

int fsync(int file) {
  drag();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
  drag();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
