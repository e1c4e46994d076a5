@echo off
rem SPDX-License-Identifier: GPL-2.0-or-later
rem Starts IIkMC: Java with the Vector API.
rem   JAVA_HOME   where Java 17 or newer is; otherwise java on the PATH
rem   IIKMC_OPTS  further options of the JVM; more than 2 GB for pixels (--memory) needs a larger heap, such as -Xmx8g
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" --add-modules jdk.incubator.vector -XX:+UseG1GC -XX:G1HeapRegionSize=4m -XX:MaxTenuringThreshold=0 -Djava.awt.headless=true -Djdk.console=java.base -Xmx2304m %IIKMC_OPTS% -cp "%~dp0..\iikmc.jar" org.iikmc.host.cli.Launcher %*
exit /b %ERRORLEVEL%
