/**
 * Chooses what computes: looks once at what this machine has, and says why something can't be used.
 */
package org.iikmc.backend;
