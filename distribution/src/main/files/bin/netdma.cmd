@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Starts the NetDMA container; netdma --help says the options.
rem   JAVA_HOME         the Java to use, 17 or newer; else the java on PATH
rem   NETDMA_JAVA_OPTS  options for it, such as -Xmx4g
setlocal EnableExtensions DisableDelayedExpansion

for %%i in ("%~dp0..") do set "NETDMA_HOME=%%~fi"

set "NETDMA_JAVA=java.exe"
if defined JAVA_HOME set "NETDMA_JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%NETDMA_JAVA%" (
    echo netdma: error: there is no bin\java.exe in JAVA_HOME; let it name a JDK 17 or newer 1>&2
    exit /b 3
)
if not defined JAVA_HOME (
    where /q java.exe
    if errorlevel 1 (
        echo netdma: error: no Java found; install a JDK 17 or newer, or set JAVA_HOME 1>&2
        exit /b 3
    )
)

set "NETDMA_VERSION="
for /f "tokens=3" %%v in ('call "%NETDMA_JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do set "NETDMA_VERSION=%%~v"
set "NETDMA_MAJOR=0"
for /f "tokens=1 delims=.-+" %%m in ("%NETDMA_VERSION%") do set "NETDMA_MAJOR=%%m"
if %NETDMA_MAJOR% LSS 17 (
    echo netdma: error: this Java is "%NETDMA_VERSION%", but 17 or newer is needed; set JAVA_HOME to one 1>&2
    exit /b 3
)

rem From 24 on, Java warns of what the OSGi framework does at its start, which a user can not change.
set "NETDMA_QUIET="
if %NETDMA_MAJOR% GEQ 24 set "NETDMA_QUIET=--sun-misc-unsafe-memory-access=allow"

"%NETDMA_JAVA%" -Dfile.encoding=UTF-8 %NETDMA_QUIET% %NETDMA_JAVA_OPTS% -jar "%NETDMA_HOME%\lib\netdma-launcher.jar" %*
exit /b %ERRORLEVEL%
